package io.github.rekey.triage;

import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.PlanKind;
import io.github.rekey.rotation.Rotation;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what was done before about an incident's resource. */
public final class Histories {
  /** Of one resource, and only those with a rotation: the daily cap makes this many weeks. */
  private static final int EARLIER = 200;

  private final Incidents incidents;
  private final ExpectedFailures expected;

  public Histories(Incidents incidents, ExpectedFailures expected) {
    this.incidents = incidents;
    this.expected = expected;
  }

  History of(Incident incident) {
    List<Incident> earlier = incidents.healed(incident.resource(), EARLIER);
    Set<String> notices = new HashSet<>();
    for (Incident each : earlier) {
      for (Alert alert : each.alerts()) {
        if (alert instanceof Alert.Notice notice && carriedOut(notice, each)) {
          notices.add(notice.trackingId());
        }
      }
    }
    List<Prediction> predictions =
        Stream.concat(Stream.of(incident), earlier.stream().limit(1))
            .flatMap(each -> incidents.rotations(each.id()).stream())
            .map(expected::of)
            .toList();
    Optional<Instant> lastEnded =
        earlier.stream().flatMap(e -> Stream.ofNullable(e.closedAt())).max(Instant::compareTo);
    return new History(completed(incident), replaced(incident), lastEnded, predictions, notices);
  }

  /** What nobody confirmed may have been rejected, though the incident healed in another way. */
  private boolean carriedOut(Alert.Notice notice, Incident healed) {
    return notice instanceof Alert.MandatoryNotice
        || completed(healed).stream().anyMatch(r -> r.plan().kind() != PlanKind.REDISTRIBUTE);
  }

  /** Whatever a rotation failed at after both keys were new, the keys are new. */
  private List<Rotation> completed(Incident incident) {
    return incidents.rotations(incident.id()).stream()
        .filter(
            r ->
                incidents.ending(r).filter(e -> e == Incidents.Ending.DONE).isPresent()
                    || expected.replaced(r).size() == KeySlot.values().length)
        .toList();
  }

  private Set<KeySlot> replaced(Incident incident) {
    Set<KeySlot> replaced = EnumSet.noneOf(KeySlot.class);
    incidents.rotations(incident.id()).forEach(r -> replaced.addAll(expected.replaced(r)));
    return replaced;
  }
}
