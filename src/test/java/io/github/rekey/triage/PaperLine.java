package io.github.rekey.triage;

import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.Rotation;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The line in memory, in the order of the real one. */
public final class PaperLine implements Line {
  private final PaperIncidents incidents;
  private final Map<String, Precedence> urgencies = new HashMap<>();
  private final Map<String, Instant> until = new HashMap<>();
  private final Map<String, Instant> called = new HashMap<>();
  private final Set<String> stopped = new HashSet<>();

  public PaperLine(PaperIncidents incidents) {
    this.incidents = incidents;
  }

  @Override
  public Spot spot(Incident incident, Room room, Instant now) {
    Precedence urgency = urgencies.get(incident.id());
    if (urgency != null && stops(urgency, room)) {
      return new Spot(Standing.STOPPED, null);
    }
    if (until.containsKey(incident.id())) {
      return new Spot(Standing.UNTIL, until.get(incident.id()));
    }
    return kept(incident, now)
        ? new Spot(Standing.CALLED, called.get(incident.id()))
        : new Spot(Standing.IN_LINE, null);
  }

  @Override
  public Entered enter(
      Incident waiting,
      Incident started,
      Rotation rotation,
      Precedence urgency,
      Room room,
      Instant now) {
    urgencies.put(waiting.id(), urgency);
    if (stops(urgency, room)) {
      return new Entered(Standing.STOPPED, false, List.of());
    }
    if (kept(waiting, now) && incidents.start(started, rotation, room.places())) {
      called.remove(waiting.id());
      return new Entered(Standing.CALLED, true, List.of());
    }
    called.remove(waiting.id());
    until.remove(waiting.id());
    Incident stands = incidents.save(waiting);
    List<ResourceId> next = fill(room, now);
    if (!next.contains(waiting.resource())) {
      return new Entered(Standing.IN_LINE, false, next);
    }
    called.remove(waiting.id());
    incidents.start(version(started, stands), rotation, room.places());
    return new Entered(Standing.CALLED, true, next);
  }

  private static Incident version(Incident incident, Incident saved) {
    return new Incident(
        incident.id(),
        incident.resource(),
        incident.openedAt(),
        incident.state(),
        incident.alerts(),
        incident.alertCount(),
        incident.alertsSeen(),
        incident.verdict(),
        incident.question(),
        incident.closedAt(),
        saved.version());
  }

  @Override
  public void await(Incident waiting, Precedence urgency, Instant time) {
    incidents.save(waiting);
    urgencies.put(waiting.id(), urgency);
    until.put(waiting.id(), time);
  }

  @Override
  public void stop(Incident asking) {
    incidents.save(asking);
    stopped.add(asking.id());
  }

  @Override
  public void note(Incident incident, Precedence urgency) {
    urgencies.put(incident.id(), urgency);
  }

  @Override
  public List<ResourceId> call(Room room, Instant now) {
    Stream<Incident> changed =
        open()
            .filter(
                i ->
                    in(i, Incident.State.WAITING)
                        ? stops(urgencies.get(i.id()), room)
                        : stopped.contains(i.id()) && !stops(urgencies.get(i.id()), room));
    return Stream.concat(changed.map(Incident::resource), fill(room, now).stream()).toList();
  }

  private List<ResourceId> fill(Room room, Instant now) {
    long kept = open().filter(i -> in(i, Incident.State.WAITING) && kept(i, now)).count();
    List<Incident> next =
        open()
            .filter(i -> in(i, Incident.State.WAITING) && !until.containsKey(i.id()))
            .filter(i -> !kept(i, now) && free(urgencies.get(i.id()), room))
            .sorted(
                Comparator.comparing((Incident i) -> called.containsKey(i.id()))
                    .thenComparing(i -> urgencies.get(i.id()), order()))
            .limit(Math.max(0, room.places() - incidents.running() - kept))
            .toList();
    next.forEach(i -> called.put(i.id(), now));
    return next.stream().map(Incident::resource).toList();
  }

  private static Comparator<Precedence> order() {
    return Comparator.comparing(Precedence::broken)
        .reversed()
        .thenComparing(Precedence::deadline, Comparator.nullsLast(Comparator.naturalOrder()))
        .thenComparing(Precedence::canary, Comparator.reverseOrder());
  }

  private Stream<Incident> open() {
    return incidents.recent(Integer.MAX_VALUE).stream()
        .filter(i -> i.state() != Incident.State.CLOSED)
        .sorted(Comparator.comparing(Incident::openedAt));
  }

  private static boolean in(Incident incident, Incident.State state) {
    return incident.state() == state;
  }

  private boolean kept(Incident incident, Instant now) {
    Instant at = called.get(incident.id());
    return at != null && !at.isBefore(now.minus(KEPT));
  }

  private boolean free(Precedence urgency, Room room) {
    return urgency.broken()
        || urgency.cause() == null
        || !stops(urgency, room)
            && (urgency.canary() || !room.heldCauses().contains(urgency.cause()));
  }

  private boolean stops(Precedence urgency, Room room) {
    return room.stopsWaves()
        && urgency.cause() != null
        && !urgency.broken()
        && failed().contains(urgency.cause());
  }

  private Set<String> failed() {
    return open()
        .filter(i -> incidents.rotations(i.id()).stream().anyMatch(this::failed))
        .map(i -> urgencies.get(i.id()).cause())
        .filter(cause -> cause != null)
        .collect(Collectors.toSet());
  }

  private boolean failed(Rotation rotation) {
    return incidents.ending(rotation).filter(e -> e == Incidents.Ending.FAILED).isPresent();
  }
}
