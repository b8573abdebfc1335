package io.github.rekey.triage;

import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.Rotation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Applies the policy to verdicts, and lets what may start do so in order and within the caps. */
public final class Turnstile {
  private static final Duration A_DAY = Duration.ofDays(1);

  private final Rulebook rules;
  private final Tags tags;
  private final Fleet fleet;
  private final Incidents incidents;
  private final Line line;
  private final Wakeups wakeups;
  private final Clock clock;

  public Turnstile(
      Rulebook rules,
      Tags tags,
      Fleet fleet,
      Incidents incidents,
      Line line,
      Wakeups wakeups,
      Clock clock) {
    this.rules = rules;
    this.tags = tags;
    this.fleet = fleet;
    this.incidents = incidents;
    this.line = line;
    this.wakeups = wakeups;
    this.clock = clock;
  }

  /** False as long as it cannot be told which rules are meant. */
  boolean knows(ResourceId resource) {
    return !rules.asksForTags() || tags.of(resource).isPresent();
  }

  Admission.Decision admit(
      Incident incident, ManagedResource resource, Verdict verdict, History history) {
    Instant now = clock.instant();
    int today = incidents.startedWithin(incident.resource(), A_DAY, now);
    Ruling ruling = rules.ruling(resource.id(), known(resource.id()));
    return new Admission(ruling, history, today, now).decide(incident, resource, verdict);
  }

  Line.Spot spot(Incident incident) {
    return line.spot(incident, room(), clock.instant());
  }

  /** Starts the rotation if it is its turn; otherwise the incident waits with the other verdict. */
  Line.Entered enter(Incident incident, Verdict verdict, Verdict turn, Rotation rotation) {
    Line.Entered entered =
        line.enter(
            incident.with(Incident.State.WAITING, turn, null, null),
            incident.with(Incident.State.ROTATING, verdict, null, null),
            rotation,
            urgency(incident, verdict),
            room(),
            clock.instant());
    entered.called().stream().filter(r -> !r.equals(incident.resource())).forEach(wakeups::wake);
    return entered;
  }

  /** The verdict of who waits: what for, and by which rule. */
  Verdict turn(Incident incident, Verdict verdict) {
    Line.Room room = room();
    String canaries =
        Precedence.causes(incident)
            .filter(room.heldCauses()::contains)
            .findFirst()
            .map(", and the canaries of %s go first (policy.canaries)"::formatted)
            .orElse("");
    return Admission.told(
        verdict,
        Reason.WAITS_FOR_TURN,
        "waits for its turn: at most %d rotations at once (%s)%s%s"
            .formatted(room.places(), cap(room), canaries, Admission.wanted(verdict)));
  }

  private String cap(Line.Room room) {
    return room.places() == rules.defaults().atOnce()
        ? "policy.rotationsAtOnce"
        : "policy.shareAtOnce";
  }

  /** How many rotations may be under way at once. */
  int places() {
    return room().places();
  }

  void await(Incident waiting, Verdict verdict, Instant until) {
    line.await(waiting, urgency(waiting, verdict), until);
  }

  void stop(Incident asking) {
    line.stop(asking);
  }

  void note(Incident incident, Verdict verdict) {
    line.note(incident, urgency(incident, verdict));
  }

  /** To be called whenever a place may have become free, and now and then in any case. */
  public void callNext() {
    line.call(room(), clock.instant()).forEach(wakeups::wake);
  }

  private Precedence urgency(Incident incident, Verdict verdict) {
    boolean canary = rules.canary(incident.resource(), known(incident.resource()));
    return Precedence.of(incident, verdict, canary);
  }

  private Line.Room room() {
    List<ManagedResource> all = fleet.all();
    Set<String> held =
        rules.canaries() == null
            ? Set.of()
            : all.stream()
                .map(ManagedResource::id)
                .filter(id -> rules.canary(id, known(id)))
                .flatMap(this::openCauses)
                .collect(Collectors.toSet());
    return new Line.Room(rules.defaults().mostAtOnce(all.size()), held, rules.canaries() != null);
  }

  private Stream<String> openCauses(ResourceId canary) {
    return incidents.open(canary).stream().flatMap(Precedence::causes);
  }

  private Map<String, String> known(ResourceId resource) {
    return tags.of(resource).orElse(Map.of());
  }
}
