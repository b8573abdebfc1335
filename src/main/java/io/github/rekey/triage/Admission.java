package io.github.rekey.triage;

import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.Plan;
import io.github.rekey.rotation.Proof;
import io.github.rekey.rotation.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a verdict wants may start now, waits, or is asked. Pure: it is given the rules, the
 * counts and the time. What it changes names the rule that decided.
 */
record Admission(Ruling ruling, History history, int today, Instant now) {

  /**
   * What comes of a verdict.
   *
   * @param until when to judge again, if it waits for a time
   */
  record Decision(Verdict verdict, @Nullable Instant until) {
    static Decision now(Verdict verdict) {
      return new Decision(verdict, null);
    }
  }

  Decision decide(Incident incident, ManagedResource resource, Verdict verdict) {
    Optional<Ruled<Boolean>> out = ruling.optedOut();
    if (out.isPresent() && !(verdict instanceof Verdict.Ignore)) {
      return Decision.now(
          new Verdict.Ignore(
              Reason.OPTED_OUT, "opted out by %s%s".formatted(out.get().by(), wanted(verdict))));
    }
    Plan plan = verdict.plan();
    if (plan == null || verdict instanceof Verdict.AskOperator) {
      return Decision.now(verdict);
    }
    return held(incident, resource, verdict, plan)
        .map(Decision::now)
        .orElseGet(() -> inTime(incident, verdict, plan));
  }

  private Optional<Verdict> held(
      Incident incident, ManagedResource resource, Verdict verdict, Plan plan) {
    Set<String> alerts =
        incident.alerts().stream()
            .map(alert -> alert.getClass().getSimpleName())
            .collect(Collectors.toSet());
    Ruled<Policy.Mode> mode = ruling.mode(alerts);
    if (mode.value() == Policy.Mode.OBSERVE) {
      return Optional.of(
          new Verdict.Ignore(
              Reason.OBSERVE_ONLY, "mode is observe by " + mode.by() + wanted(verdict)));
    }
    return frozen(verdict, plan)
        .or(() -> unproved(resource, verdict, plan))
        .or(() -> unapproved(mode, verdict, plan))
        .or(() -> capped(verdict, plan));
  }

  private Optional<Verdict> frozen(Verdict verdict, Plan plan) {
    return ruling
        .freezes()
        .flatMap(
            ruled ->
                ruled.value().stream()
                    .filter(freeze -> freeze.holds(now))
                    .map(f -> "frozen until %s by %s".formatted(f.until(), ruled.by()))
                    .findFirst())
        .map(why -> ask(Reason.FROZEN, why, verdict, plan));
  }

  private Optional<Verdict> unproved(ManagedResource resource, Verdict verdict, Plan plan) {
    return ruling
        .requiredProofs()
        .flatMap(
            ruled ->
                ruled.value().stream()
                    .filter(wanted -> resource.proofs().stream().noneMatch(p -> is(p, wanted)))
                    .map(
                        w ->
                            "the resource has no proof %s, required by %s".formatted(w, ruled.by()))
                    .findFirst())
        .map(why -> ask(Reason.PROOF_MISSING, why, verdict, plan));
  }

  private static boolean is(Proof proof, String wanted) {
    return proof.name().equals(wanted) || proof.name().startsWith(wanted + ":");
  }

  private static Optional<Verdict> unapproved(Ruled<Policy.Mode> mode, Verdict verdict, Plan plan) {
    return mode.value() == Policy.Mode.APPROVE
        ? Optional.of(
            new Verdict.AskOperator(
                Reason.APPROVAL_REQUIRED,
                "%s; mode is approve by %s".formatted(verdict.sentence(), mode.by()),
                plan))
        : Optional.empty();
  }

  private Optional<Verdict> capped(Verdict verdict, Plan plan) {
    Ruled<Integer> cap = ruling.perResourceADay();
    return today < cap.value()
        ? Optional.empty()
        : Optional.of(
            ask(
                Reason.CAP_REACHED,
                "%d rotations of this resource in 24 hours is the cap by %s"
                    .formatted(cap.value(), cap.by()),
                verdict,
                plan));
  }

  private Decision inTime(Incident incident, Verdict verdict, Plan plan) {
    if (Precedence.outage(verdict) && ruling.outagesAnyTime()) {
      return Decision.now(verdict);
    }
    Instant cooled = cooled();
    Optional<Ruled<List<Window>>> windows = ruling.windows();
    Instant start = windows.map(w -> Window.openAt(w.value(), cooled)).orElse(cooled);
    if (!start.isAfter(now)) {
      return Decision.now(verdict);
    }
    boolean window = start.isAfter(cooled);
    String why =
        window
            ? "outside of the windows of %s, the next opens %s"
                .formatted(windows.map(Ruled::by).orElse(""), start)
            : "cooling down until %s by %s"
                .formatted(start, ruling.cooldown().map(Ruled::by).orElse(""));
    Reason reason = window ? Reason.OUTSIDE_WINDOW : Reason.COOLING_DOWN;
    return late(incident, plan, start)
        ? deadlineFirst(verdict, plan, reason, why, start)
        : waits(verdict, reason, why, start);
  }

  private Instant cooled() {
    return ruling
        .cooldown()
        .flatMap(cooldown -> history.lastEnded().map(end -> end.plus(cooldown.value())))
        .filter(end -> end.isAfter(now))
        .orElse(now);
  }

  /** It counts with every step taking as long as it may: then the proof would come too late. */
  private static boolean late(Incident incident, Plan plan, Instant start) {
    Duration longest =
        plan.steps().stream().map(Step::deadline).reduce(Duration.ZERO, Duration::plus);
    return Precedence.deadline(incident)
        .filter(deadline -> start.plus(longest).isAfter(deadline))
        .isPresent();
  }

  private Decision deadlineFirst(
      Verdict verdict, Plan plan, Reason reason, String why, Instant start) {
    Ruled<Rule.DeadlineChoice> choice = ruling.whenDeadlineComesFirst();
    String both =
        "%s, and the deadline may come before the proof: %s by %s"
            .formatted(why, choice.value(), choice.by());
    return switch (choice.value()) {
      case ASK -> Decision.now(ask(Reason.DEADLINE_COMES_FIRST, both, verdict, plan));
      case WAIT -> waits(verdict, reason, both, start);
      case START -> Decision.now(told(verdict, verdict.reason(), verdict.sentence() + "; " + both));
    };
  }

  private static Decision waits(Verdict verdict, Reason reason, String why, Instant until) {
    return new Decision(told(verdict, reason, why + wanted(verdict)), until);
  }

  private static Verdict.AskOperator ask(Reason reason, String why, Verdict verdict, Plan plan) {
    return new Verdict.AskOperator(reason, why + wanted(verdict), plan);
  }

  static String wanted(Verdict verdict) {
    return "; wanted: " + verdict.sentence();
  }

  /** The same verdict with another reason and sentence. */
  static Verdict told(Verdict verdict, Reason reason, String sentence) {
    if (verdict instanceof Verdict.Redistribute redistribute) {
      return new Verdict.Redistribute(reason, sentence, redistribute.plan());
    }
    return verdict instanceof Verdict.Rotate rotate
        ? new Verdict.Rotate(reason, sentence, rotate.plan())
        : verdict;
  }
}
