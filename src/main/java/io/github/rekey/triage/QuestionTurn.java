package io.github.rekey.triage;

import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.Plan;
import io.github.rekey.triage.ResourceWork.Next;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One turn on an incident that asks: uses its approval once, if the world is still the one that was
 * asked about, or voids it and asks anew; a question that nobody answers is asked again.
 */
public final class QuestionTurn {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  private final Judge judge;
  private final Incidents incidents;
  private final Approvals approvals;
  private final Announcer announcer;
  private final Duration holdsFor;
  private final Clock clock;

  /**
   * Wires the ports.
   *
   * @param holdsFor how long a question waits for an answer before it is asked again
   */
  public QuestionTurn(
      Judge judge,
      Incidents incidents,
      Approvals approvals,
      Announcer announcer,
      Duration holdsFor,
      Clock clock) {
    this.judge = judge;
    this.incidents = incidents;
    this.approvals = approvals;
    this.announcer = announcer;
    this.holdsFor = holdsFor;
    this.clock = clock;
  }

  /**
   * True if the question stands: no new alert is to be judged first, or a person aborted the
   * rotation, whose word no alert overrules.
   */
  static boolean isDue(Incident incident) {
    return incident.state() == Incident.State.ASKING
        && (!hasNewAlerts(incident) || reason(incident) == Reason.ROTATION_ABORTED);
  }

  private static boolean hasNewAlerts(Incident incident) {
    return !incident.allSeen();
  }

  Next turn(Incident incident, Question question, ManagedResource resource, Fence fence) {
    if (hasNewAlerts(incident)) {
      Judge.Sight sight = judge.look(incident, resource);
      judge.askAnew(incident, sight, reason(incident), "new alerts came after the abort");
      return new Next.After(Duration.ZERO);
    }
    Optional<Approval> approval = approvals.waiting(incident.id());
    if (approval.isPresent()) {
      return carryOut(new Approved(incident, question, approval.get()), resource, fence);
    }
    if (!clock.instant().isBefore(question.askedAt().plus(holdsFor))) {
      askAgain(incident, question, judge.look(incident, resource));
    }
    return new Next.Idle();
  }

  private record Approved(Incident incident, Question question, Approval approval) {}

  private Next carryOut(Approved approved, ManagedResource resource, Fence fence) {
    Approval approval = approved.approval();
    Judge.Sight sight = judge.look(approved.incident(), resource);
    if (!clock.instant().isBefore(approval.until())) {
      return cancel(approved, sight, "it expired at " + Sentences.of(approval.until()));
    }
    if (!approval.question().equals(approved.question().id())) {
      return cancel(approved, sight, "the question is another one by now");
    }
    if (!sight.clear()) {
      return new Next.After(LOOK_AGAIN);
    }
    List<String> changes = sight.world().changesSince(approval.world());
    return changes.isEmpty()
        ? start(approved, fence)
        : cancel(approved, sight, "the world changed: " + String.join("; ", changes));
  }

  private Next start(Approved approved, Fence fence) {
    Approval approval = approved.approval();
    Verdict asked = approved.incident().verdict();
    Plan plan = asked == null ? null : asked.plan();
    if (asked == null || plan == null) {
      throw new IllegalStateException("an approval without a plan: " + approval.id());
    }
    String sentence = asked.sentence() + "; approved by " + approval.by();
    return judge
        .startApproved(
            approved.incident(),
            new Verdict.Rotate(asked.reason(), sentence, plan),
            plan,
            (rotation, start) -> approvals.use(approval, rotation, fence, clock.instant(), start))
        .map(started -> new Next.After(Duration.ZERO))
        .orElseGet(() -> new Next.After(LOOK_AGAIN));
  }

  private Next cancel(Approved approved, Judge.Sight sight, String why) {
    Approval approval = approved.approval();
    approvals.cancel(approval, why, clock.instant());
    judge.askAnew(
        approved.incident(),
        sight,
        reason(approved.incident()),
        "the approval by %s is void, %s".formatted(approval.by(), why));
    return new Next.Idle();
  }

  /** The same question is only asked again; where the world changed, it is judged anew first. */
  private void askAgain(Incident incident, Question question, Judge.Sight sight) {
    Instant now = clock.instant();
    Verdict asked = incident.verdict();
    if (asked != null && same(question, sight)) {
      incidents.save(incident.with(Incident.State.ASKING, asked, question.askedAgain(now), null));
      announcer.reminder(incident, asked);
      return;
    }
    List<String> changes = sight.world().changesSince(question.world());
    judge.askAnew(
        incident,
        sight,
        reason(incident),
        changes.isEmpty() || question.world().equals(World.unseen())
            ? "asked again, since nobody answered for " + Sentences.of(holdsFor)
            : "while nobody answered, the world changed: " + String.join("; ", changes));
  }

  private static boolean same(Question question, Judge.Sight sight) {
    return !sight.clear() || question.asksTheSame(sight.plan(), sight.world());
  }

  private static Reason reason(Incident incident) {
    Verdict asked = incident.verdict();
    return asked == null ? Reason.APPROVAL_REQUIRED : asked.reason();
  }
}
