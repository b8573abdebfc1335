package io.github.rekey.triage;

import io.github.rekey.rotation.Plan;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.rotation.RotationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Writes down and tells how what is to start does so: now, in its turn, later, or not at all. */
final class Starts {
  private final Turnstile turnstile;
  private final Announcer announcer;
  private final Clock clock;

  Starts(Turnstile turnstile, Announcer announcer, Clock clock) {
    this.turnstile = turnstile;
    this.announcer = announcer;
    this.clock = clock;
  }

  /** What becomes of an incident that waits without a look; empty if it is time for one. */
  Optional<ResourceWork.Next> stays(Incident incident, Line.Spot spot) {
    return switch (spot.standing()) {
      case CALLED -> Optional.empty();
      case IN_LINE -> Optional.of(new ResourceWork.Next.Idle());
      case UNTIL -> later(Objects.requireNonNull(spot.since(), "a wait has an end"));
      case STOPPED -> Optional.of(stopped(incident, incident.verdict(), World.unseen()));
    };
  }

  private Optional<ResourceWork.Next> later(Instant until) {
    Instant now = clock.instant();
    return until.isAfter(now)
        ? Optional.of(new ResourceWork.Next.After(Duration.between(now, until)))
        : Optional.empty();
  }

  ResourceWork.Next enter(Incident incident, Verdict verdict, Plan plan, World world) {
    Rotation rotation = rotation(incident, plan);
    Verdict turn = turnstile.turn(incident, verdict);
    Line.Entered entered = turnstile.enter(incident, verdict, turn, rotation);
    if (entered.started()) {
      announcer.verdict(incident, verdict);
      announcer.rotationStarted(rotation);
      return new ResourceWork.Next.After(Duration.ZERO);
    }
    if (entered.standing() == Line.Standing.STOPPED) {
      return stopped(incident, verdict, world);
    }
    announcer.waits(incident, turn);
    return new ResourceWork.Next.Idle();
  }

  ResourceWork.Next await(Incident incident, Verdict verdict, Instant until) {
    turnstile.await(incident.with(Incident.State.WAITING, verdict, null, null), verdict, until);
    announcer.waits(incident, verdict);
    return new ResourceWork.Next.After(Duration.between(clock.instant(), until));
  }

  /** Approving it goes past the failure of the others; once that is mended it goes on by itself. */
  private ResourceWork.Next stopped(Incident incident, @Nullable Verdict wanted, World world) {
    Plan plan = wanted == null ? null : wanted.plan();
    Verdict.AskOperator ask =
        new Verdict.AskOperator(
            Reason.WAVE_STOPPED,
            "another rotation for the same notice failed, which stops the rest (policy.canaries):"
                + " answer that incident, and this one goes on once it is closed; or approve",
            plan);
    Question question = Question.of(incident.question(), plan, world, clock.instant());
    turnstile.stop(incident.with(Incident.State.ASKING, ask, question, null));
    announcer.verdict(incident, ask);
    return new ResourceWork.Next.Idle();
  }

  /** Starts it out of turn; empty if that many are under way. */
  Optional<Rotation> start(
      Incident incident, Verdict verdict, Plan plan, BiPredicate<Incident, Rotation> store) {
    Rotation rotation = rotation(incident, plan);
    Incident rotating = incident.with(Incident.State.ROTATING, verdict, null, null);
    turnstile.note(incident, verdict);
    if (!store.test(rotating, rotation)) {
      return Optional.empty();
    }
    announcer.verdict(incident, verdict);
    announcer.rotationStarted(rotation);
    return Optional.of(rotation);
  }

  private Rotation rotation(Incident incident, Plan plan) {
    return new Rotation(
        new RotationId("rot-" + UUID.randomUUID().toString().substring(0, 8)),
        incident.id(),
        incident.resource(),
        plan,
        clock.instant());
  }
}
