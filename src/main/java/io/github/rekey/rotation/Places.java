package io.github.rekey.rotation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The places that hold one resource's connection string and what each holds, by name in any letter
 * case: its targets as they were read, and whatever is added to them.
 */
final class Places {
  private final Map<String, Place> byName = new LinkedHashMap<>();
  private final List<String> unread = new ArrayList<>();
  private final Set<String> listed;

  /**
   * One of them.
   *
   * @param holding null if it could not be read
   */
  record Place(String name, boolean known, @Nullable Holding holding, String entry) {}

  private record Reading(Target target, @Nullable Holding holding, String trouble) {}

  private Places(List<Target> targets) {
    this.listed =
        targets.stream()
            .flatMap(target -> target.places().stream())
            .map(Places::lower)
            .collect(Collectors.toSet());
  }

  /** Reads every target; one that cannot be read stops no other. */
  static Places read(List<Target> targets, Parallel parallel) {
    Places places = new Places(targets);
    parallel.map(targets, Places::reading).forEach(places::take);
    return places;
  }

  private static Reading reading(Target target) {
    try {
      return new Reading(target, target.read(), "");
    } catch (CallFailed failed) {
      return new Reading(target, null, target.name() + ": " + failed.getMessage());
    }
  }

  private void take(Reading reading) {
    String name = reading.target().name();
    byName.put(lower(name), new Place(name, true, reading.holding(), ""));
    if (reading.holding() == null) {
      unread.add(reading.trouble());
    }
  }

  /** Adds a place that was found, unless it is there already. */
  void add(Holder found) {
    String name = lower(found.target());
    byName.putIfAbsent(
        name, new Place(found.target(), listed.contains(name), found.holding(), found.entry()));
  }

  List<Place> all() {
    return List.copyOf(byName.values());
  }

  List<String> unread() {
    return unread;
  }

  /**
   * The place whose value this one uses: itself, or the one at the end of its references; empty if
   * that is none of these.
   */
  Optional<Place> keeper(Place place) {
    Set<Place> passed = new HashSet<>();
    Place at = place;
    while (at.holding() instanceof Holding.Reference reference) {
      Place next = byName.get(lower(reference.to()));
      if (next == null || !passed.add(at)) {
        return Optional.empty();
      }
      at = next;
    }
    return Optional.of(at);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
