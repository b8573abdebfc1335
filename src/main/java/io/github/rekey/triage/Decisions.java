package io.github.rekey.triage;

import io.github.rekey.rotation.Plan;
import io.github.rekey.rotation.PlanKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a person decides about an incident that asks: approve, reject, retry. */
public final class Decisions {
  private final Incidents incidents;
  private final Approvals approvals;
  private final Judge judge;
  private final Wakeups wakeups;
  private final Duration holdsFor;
  private final Clock clock;

  /**
   * Wires the ports.
   *
   * @param holdsFor for how long a question and its approval count
   */
  public Decisions(
      Incidents incidents,
      Approvals approvals,
      Judge judge,
      Wakeups wakeups,
      Duration holdsFor,
      Clock clock) {
    this.incidents = incidents;
    this.approvals = approvals;
    this.judge = judge;
    this.wakeups = wakeups;
    this.holdsFor = holdsFor;
    this.clock = clock;
  }

  /**
   * Keeps a person's consent to the plan that is asked about and has it carried out; the world is
   * looked at again before anything starts.
   *
   * @param planHash the hash of the plan that the person saw; null for whatever is asked
   */
  public Answer approve(String incidentId, @Nullable String planHash, String by) {
    Optional<Incident> found = asking(incidentId);
    if (found.isEmpty()) {
      return noQuestion(incidentId);
    }
    Incident incident = found.get();
    Question question = incident.question();
    Verdict verdict = incident.verdict();
    Plan plan = verdict == null ? null : verdict.plan();
    if (question == null || question.plan() == null || plan == null) {
      return new Answer.Conflict(
          "incident %s asks for a decision that no plan can carry out; mend the cause, then retry or"
                  .formatted(incidentId)
              + " reject");
    }
    Optional<String> flaw = flaw(question, question.plan(), plan, planHash);
    return flaw.isPresent()
        ? new Answer.Conflict(flaw.get())
        : give(incident, question, question.plan(), by);
  }

  private Optional<String> flaw(
      Question question, String asked, Plan plan, @Nullable String planHash) {
    if (planHash == null && plan.kind() == PlanKind.COMPROMISE) {
      return Optional.of(
          "this plan replaces keys under their consumers: approve it by its hash, " + asked);
    }
    if (planHash != null && !planHash.equals(asked)) {
      return Optional.of("the plan is no longer the one you saw: it is %s now".formatted(asked));
    }
    return clock.instant().isBefore(question.askedAt().plus(holdsFor))
        ? Optional.empty()
        : Optional.of(
            "the question expired, since nobody answered for %s; it is being asked anew"
                .formatted(Sentences.of(holdsFor)));
  }

  private Answer give(Incident incident, Question question, String plan, String by) {
    Instant now = clock.instant();
    String id = "apr-" + UUID.randomUUID().toString().substring(0, 8);
    Approval approval =
        new Approval(
            id, incident.id(), question.id(), plan, question.world(), by, now, now.plus(holdsFor));
    if (!approvals.give(approval)) {
      String who = approvals.waiting(incident.id()).map(Approval::by).orElse("somebody");
      return new Answer.Conflict(
          "%s has approved it already; watch it with: status".formatted(who));
    }
    wakeups.wake(incident.resource());
    return new Answer.Accepted(
        incident.id(),
        "approved; it starts once a look shows the keys and targets as they were, until "
            + Sentences.of(approval.until()));
  }

  /** Closes an incident that waits for an answer, without acting. */
  public Answer reject(String incidentId, String by) {
    Optional<Incident> incident = asking(incidentId);
    if (incident.isEmpty()) {
      return noQuestion(incidentId);
    }
    judge.reject(incident.get(), by);
    cancel(incidentId, "rejected by " + by);
    return new Answer.Accepted(incidentId, "incident closed");
  }

  /** Has an incident that waits for a person judged anew, as the world stands now. */
  public Answer retry(String incidentId, String by) {
    Optional<Incident> incident = asking(incidentId);
    if (incident.isEmpty()) {
      return noQuestion(incidentId);
    }
    judge.reopen(incident.get());
    cancel(incidentId, by + " had it judged anew");
    wakeups.wake(incident.get().resource());
    return new Answer.Accepted(incidentId, "judged anew");
  }

  private void cancel(String incident, String why) {
    approvals.waiting(incident).ifPresent(a -> approvals.cancel(a, why, clock.instant()));
  }

  private Optional<Incident> asking(String id) {
    return incidents.find(id).filter(i -> i.state() == Incident.State.ASKING);
  }

  private Answer noQuestion(String id) {
    return incidents
        .find(id)
        .<Answer>map(
            incident ->
                new Answer.Conflict(
                    "incident %s asks nothing now, it is %s".formatted(id, Sentences.of(incident))))
        .orElseGet(
            () -> new Answer.NotFound("there is no incident " + id + "; list them with: status"));
  }
}
