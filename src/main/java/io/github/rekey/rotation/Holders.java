package io.github.rekey.rotation;

import io.github.rekey.rotation.Places.Place;
import io.github.rekey.rotation.Sighting.Use;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for everybody who holds a resource's connection string: reads the targets, runs all
 * searches side by side, and tells which key each place holds and whether it is listed.
 */
public final class Holders {
  private final List<HolderSearch> searches;
  private final Parallel parallel;
  private final Fingerprinter fingerprints;

  public Holders(List<HolderSearch> searches, Parallel parallel, Fingerprinter fingerprints) {
    this.searches = List.copyOf(searches);
    this.parallel = parallel;
    this.fingerprints = fingerprints;
  }

  /** False if there is nothing to search with: then only targets are seen. */
  boolean searchable() {
    return !searches.isEmpty();
  }

  /**
   * Tells who holds which key of the resource, listed as a target or not.
   *
   * @param listed the resource's keys; empty where it has none, so that every key found is dead
   */
  public HolderReport look(ManagedResource resource, URI endpoint, Optional<KeyPair> listed) {
    Places places = Places.read(resource.targets(), parallel);
    List<String> searched = new ArrayList<>();
    List<String> unread = new ArrayList<>(places.unread());
    for (Answer answer : parallel.map(searches, search -> ask(search, endpoint))) {
      answer.found().ifPresent(found -> searched.add(answer.search()));
      answer.found().stream().flatMap(f -> f.holders().stream()).forEach(places::add);
      unread.addAll(answer.unread());
    }
    List<Sighting> sightings =
        places.all().stream()
            .filter(place -> place.known() || places.keeper(place).isPresent())
            .map(place -> sighting(place, places, listed))
            .toList();
    return new HolderReport(sightings, List.copyOf(searched), List.copyOf(unread));
  }

  private record Answer(String search, Optional<HolderSearch.Found> found, List<String> unread) {}

  private static Answer ask(HolderSearch search, URI endpoint) {
    try {
      HolderSearch.Found found = search.search(endpoint);
      return new Answer(search.name(), Optional.of(found), found.unread());
    } catch (CallFailed failed) {
      return new Answer(
          search.name(), Optional.empty(), List.of(search.name() + ": " + failed.getMessage()));
    }
  }

  private Sighting sighting(Place place, Places places, Optional<KeyPair> listed) {
    Optional<Place> keeper = places.keeper(place);
    Holding holding = keeper.map(Place::holding).orElse(null);
    Fingerprint fingerprint =
        holding instanceof Holding.Key held ? fingerprints.of(held.key()) : null;
    String source =
        place.holding() instanceof Holding.Reference reference
            ? keeper.map(Place::name).orElse(reference.to())
            : null;
    Use use = holding == null ? Use.UNREAD : use(holding, listed);
    return new Sighting(place.name(), place.known(), use, fingerprint, source, place.entry());
  }

  private static Use use(Holding holding, Optional<KeyPair> listed) {
    if (holding instanceof Holding.Key held) {
      return listed.flatMap(keys -> keys.slotOf(held.key())).map(Use::of).orElse(Use.DEAD);
    }
    if (holding instanceof Holding.IdentityBased) {
      return Use.IDENTITY;
    }
    return holding instanceof Holding.Notified ? Use.NOTIFIED : Use.NOTHING;
  }
}
