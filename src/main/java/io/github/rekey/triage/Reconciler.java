package io.github.rekey.triage;

import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.ResourceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Looks at one resource without being told to, and reports what drifted as an alert of its own: a
 * lost alert makes Rekey slower, never blind. It leaves alone what is being worked on, and judges
 * nothing.
 */
public final class Reconciler {
  static final String SOURCE = "reconcile";

  /** What came of a look. */
  public sealed interface Outcome {
    record Calm() implements Outcome {}

    record Drifted(String sentence) implements Outcome {}

    /** Nothing can be said of some targets, or of the resource; what was seen is in order. */
    record NotSeen(List<String> unread) implements Outcome {}

    /** It has no keys to look at, or is being worked on. */
    record LeftAlone() implements Outcome {}
  }

  private final Surveyor surveyor;
  private final KeyMemory memory;
  private final OwnRotations own;
  private final Incidents incidents;
  private final Inbox inbox;
  private final Clock clock;

  public Reconciler(
      Surveyor surveyor,
      KeyMemory memory,
      OwnRotations own,
      Incidents incidents,
      Inbox inbox,
      Clock clock) {
    this.surveyor = surveyor;
    this.memory = memory;
    this.own = own;
    this.incidents = incidents;
    this.inbox = inbox;
    this.clock = clock;
  }

  public Outcome look(ManagedResource resource) {
    Instant began = clock.instant();
    if (workedOn(resource.id(), began)) {
      return new Outcome.LeftAlone();
    }
    try {
      Optional<Survey> survey = surveyor.look(resource);
      return survey.isEmpty() || workedOn(resource.id(), began)
          ? new Outcome.LeftAlone()
          : compare(resource.id(), survey.get());
    } catch (CallFailed failed) {
      return new Outcome.NotSeen(List.of(String.valueOf(failed.getMessage())));
    }
  }

  /** Somebody is about to judge it, changes its keys, did since, or asks how to go on with that. */
  private boolean workedOn(ResourceId resource, Instant since) {
    Optional<Incident> open = incidents.open(resource);
    Duration lately = Duration.between(since, clock.instant()).plusSeconds(1);
    return open.filter(
                incident ->
                    incident.state() != Incident.State.ASKING
                        || !incidents.rotations(incident.id()).isEmpty())
            .isPresent()
        || incidents.startedWithin(resource, lately, clock.instant()) > 0;
  }

  private Outcome compare(ResourceId resource, Survey now) {
    Optional<LastSeen> before = memory.recall(resource);
    OwnChanges changes = before.map(seen -> own.since(resource, seen.at())).orElse(OwnChanges.NONE);
    Optional<Drift> drift = Drift.between(now, before, changes);
    Instant at = clock.instant();
    Instant calm =
        before.map(seen -> changes.rotated() ? seen.at() : seen.calm()).orElse(Instant.EPOCH);
    drift.ifPresent(found -> raise(resource, found, calm, at));
    boolean inOrder = drift.isEmpty() && now.unread().isEmpty();
    memory.remember(resource, new LastSeen(now.current(), at, inOrder ? at : calm));
    if (drift.isPresent()) {
      return new Outcome.Drifted(drift.get().sentence());
    }
    return inOrder ? new Outcome.Calm() : new Outcome.NotSeen(now.unread());
  }

  /** Before it is remembered, so that a process killed in between raises the same alert again. */
  private void raise(ResourceId resource, Drift drift, Instant calm, Instant now) {
    Origin origin = new Origin(SOURCE + ":" + resource.value(), drift.id() + "@" + calm, now);
    Alert alert = new Alert.KeysDrifted(origin, new Scope.Resource(resource), drift.sentence());
    inbox.store(List.of(new Reading.Understood(alert)));
  }
}
