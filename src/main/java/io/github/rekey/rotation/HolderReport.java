package io.github.rekey.rotation;

import java.util.List;

/**
 * Who holds a resource's connection string, as far as could be seen.
 *
 * @param sightings targets first, then what the searches found
 * @param searched names of the searches that answered
 * @param unread what could not be looked into, each with the reason in words
 */
public record HolderReport(List<Sighting> sightings, List<String> searched, List<String> unread) {

  /** The places that need a key and that nobody listed. */
  public List<Sighting> strangers() {
    return sightings.stream().filter(Sighting::stranger).toList();
  }

  /** The strangers that would lose their key, or may, if this slot's key were replaced. */
  List<Sighting> inTheWayOf(KeySlot slot) {
    return strangers().stream()
        .filter(each -> each.use() == Sighting.Use.of(slot) || followsATarget(each))
        .toList();
  }

  /** Nobody makes it load what the target holds, so it may use any key that the target ever had. */
  private boolean followsATarget(Sighting stranger) {
    return sightings.stream()
        .anyMatch(other -> other.known() && other.place().equals(stranger.source()));
  }
}
