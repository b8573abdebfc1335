package io.github.rekey.triage;

import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.Plan;
import io.github.rekey.rotation.PlanKind;
import io.github.rekey.rotation.Rotation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Judges an open incident: looks, asks the truth table, applies the policy, and writes down what
 * follows. It starts rotations and never performs one.
 */
public final class Judge {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Where so many resources are looked at that calls run out: every one gets its turn. */
  private static final Duration WHILE_THROTTLED = Duration.ofHours(1);

  private final Investigator investigator;
  private final TruthTable table;
  private final Histories histories;
  private final Incidents incidents;
  private final Turnstile turnstile;
  private final Starts starts;
  private final Announcer announcer;
  private final Clock clock;

  public Judge(
      Investigator investigator,
      TruthTable table,
      Histories histories,
      Incidents incidents,
      Turnstile turnstile,
      Announcer announcer,
      Clock clock) {
    this.investigator = investigator;
    this.table = table;
    this.histories = histories;
    this.incidents = incidents;
    this.turnstile = turnstile;
    this.starts = new Starts(turnstile, announcer, clock);
    this.announcer = announcer;
    this.clock = clock;
  }

  ResourceWork.Next judge(Incident incident, ManagedResource resource) {
    if (incident.state() != Incident.State.WAITING) {
      return judge(incident, resource, incident.openedAt());
    }
    Line.Spot spot = turnstile.spot(incident);
    Optional<ResourceWork.Next> stays =
        incident.allSeen() ? starts.stays(incident, spot) : Optional.empty();
    @Nullable Instant called = spot.since();
    Instant began = called == null ? incident.openedAt() : called;
    return stays.orElseGet(() -> judge(incident, resource, began));
  }

  /** What stopped the wave is done with, so that its others may go on. */
  boolean goesOn(Incident incident) {
    Verdict asked = incident.verdict();
    return asked != null
        && asked.reason() == Reason.WAVE_STOPPED
        && turnstile.spot(incident).standing() != Line.Standing.STOPPED;
  }

  private ResourceWork.Next judge(Incident incident, ManagedResource resource, Instant began) {
    History history = histories.of(incident);
    Sight sight = look(incident, resource, history);
    Verdict verdict = sight.verdict();
    Duration patience = sight.throttled() ? WHILE_THROTTLED : PATIENCE;
    if (verdict.reason() == Reason.CANNOT_SEE && clock.instant().isBefore(began.plus(patience))) {
      return new ResourceWork.Next.After(LOOK_AGAIN);
    }
    Admission.Decision decision = turnstile.admit(incident, resource, verdict, history);
    return decision.until() == null
        ? carryOut(incident, decision.verdict(), sight.world())
        : starts.await(incident, decision.verdict(), decision.until());
  }

  /**
   * What is to be done as things stand, and the world that it was judged by.
   *
   * @param clear false if the look was not good enough to compare with another
   * @param throttled true if it was not for want of calls
   */
  record Sight(Verdict verdict, World world, boolean clear, boolean throttled) {
    @Nullable String plan() {
      return Question.hash(verdict.plan());
    }
  }

  /** The verdict as things stand, without acting on it. */
  Sight look(Incident incident, ManagedResource resource) {
    return look(incident, resource, histories.of(incident));
  }

  private Sight look(Incident incident, ManagedResource resource, History history) {
    if (!turnstile.knows(resource.id())) {
      String sentence = "the tags that policy.rules ask for are not known yet";
      return new Sight(
          new Verdict.AskOperator(Reason.CANNOT_SEE, sentence, null), World.unseen(), false, false);
    }
    Findings findings = investigator.look(resource);
    return new Sight(
        table.judge(incident.alerts(), findings, history),
        World.of(findings),
        findings.trouble() == null,
        findings.throttled());
  }

  /** The verdict if this alert came in now, beside what is already known. */
  Verdict preview(ManagedResource resource, Alert alert) {
    Incident incident =
        incidents
            .open(resource.id())
            .orElseGet(() -> Incident.opened("preview", resource.id(), clock.instant()));
    List<Alert> alerts = new ArrayList<>(incident.alerts());
    alerts.add(alert);
    return table.judge(alerts, investigator.look(resource), histories.of(incident));
  }

  /** After an abort a person says how to go on. */
  void askAfterAbort(Incident incident, String by) {
    ask(
        incident,
        new Verdict.AskOperator(
            Reason.ROTATION_ABORTED, "aborted by " + by + "; retry to have it judged anew", null),
        World.unseen());
  }

  private ResourceWork.Next carryOut(Incident incident, Verdict verdict, World world) {
    Plan plan = verdict.plan();
    if (verdict instanceof Verdict.AskOperator ask) {
      ask(incident, ask, world);
      return new ResourceWork.Next.Idle();
    }
    if (plan == null) {
      close(incident, verdict);
      return new ResourceWork.Next.Idle();
    }
    return starts.enter(incident, verdict, plan, world);
  }

  void ask(Incident incident, Verdict.AskOperator ask, World world) {
    Question question = Question.of(incident.question(), ask.proposal(), world, clock.instant());
    save(incident, Incident.State.ASKING, ask, question);
    announcer.verdict(incident, ask);
    turnstile.callNext();
  }

  /** Whether consumers lost their key by somebody else's hand and another one works. */
  boolean canHandOut(Incident incident, ManagedResource resource) {
    Reason reason = look(incident, resource).verdict().reason();
    return reason == Reason.STORED_KEY_REPLACED || reason == Reason.STORED_KEY_REJECTED;
  }

  /** What failed is in the sentence; what to do next is judged anew, as the world stands now. */
  void askAfterFailure(Incident incident, ManagedResource resource, String failure) {
    askAnew(incident, look(incident, resource), Reason.ROTATION_FAILED, failure);
  }

  /** Asks about what fits now, and says why it does; acts on nothing by itself. */
  void askAnew(Incident incident, Sight sight, Reason reason, String why) {
    Verdict next = sight.verdict();
    Plan plan = next.plan();
    String proposal =
        plan == null
            ? "no plan fits as things stand: " + next.sentence()
            : "approve to go on with: " + next.sentence();
    ask(incident, new Verdict.AskOperator(reason, why + "; " + proposal, plan), sight.world());
  }

  /** After a rotation ended well: is anything left to do? */
  void reopen(Incident incident) {
    Verdict done = incident.verdict();
    save(incident, Incident.State.OPEN, done, null);
    turnstile.callNext();
  }

  /** The verdict that led to action stays on record; what closed the incident is announced. */
  private void close(Incident incident, Verdict verdict) {
    Verdict acted = incident.verdict();
    boolean rotated =
        acted != null
            && acted.plan() != null
            && !(acted instanceof Verdict.AskOperator)
            && incident.state() != Incident.State.WAITING;
    end(incident, rotated ? acted : verdict, verdict);
  }

  void reject(Incident incident, String by) {
    Verdict.Ignore rejected = new Verdict.Ignore(Reason.OPERATOR_REQUEST, "rejected by " + by);
    end(incident, rejected, rejected);
  }

  private void end(Incident incident, @Nullable Verdict kept, Verdict told) {
    incidents.save(incident.with(Incident.State.CLOSED, kept, null, clock.instant()));
    announcer.incidentClosed(incident, told);
    turnstile.callNext();
  }

  /** Starts what a person approved; a leak's plan waits for no other rotation to end. */
  Optional<Rotation> startApproved(
      Incident incident, Verdict verdict, Plan plan, Starting starting) {
    int most = plan.kind() == PlanKind.COMPROMISE ? Integer.MAX_VALUE : turnstile.places();
    return starts.start(
        incident,
        verdict,
        plan,
        (rotating, rotation) ->
            starting.around(rotation, () -> incidents.start(rotating, rotation, most)));
  }

  /** What else happens in the transaction that starts a rotation. */
  @FunctionalInterface
  interface Starting {
    boolean around(Rotation rotation, BooleanSupplier start);
  }

  private void save(
      Incident incident,
      Incident.State state,
      @Nullable Verdict verdict,
      @Nullable Question question) {
    incidents.save(incident.with(state, verdict, question, null));
  }
}
