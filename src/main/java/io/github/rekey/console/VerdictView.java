package io.github.rekey.console;

import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.Plan;
import io.github.rekey.rotation.PlanKind;
import io.github.rekey.rotation.Role;
import io.github.rekey.rotation.Step;
import io.github.rekey.rotation.StepKind;
import io.github.rekey.triage.Reason;
import io.github.rekey.triage.Verdict;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A verdict and the plan that it starts or proposes. */
record VerdictView(String kind, Reason reason, String sentence, @Nullable PlanView plan) {
  static VerdictView of(Verdict verdict) {
    if (verdict instanceof Verdict.Redistribute redistribute) {
      return view("REDISTRIBUTE", verdict, redistribute.plan());
    }
    if (verdict instanceof Verdict.Rotate rotate) {
      return view("ROTATE", verdict, rotate.plan());
    }
    if (verdict instanceof Verdict.AskOperator ask) {
      return view("ASK_OPERATOR", verdict, ask.proposal());
    }
    return view("IGNORE", verdict, null);
  }

  private static VerdictView view(String kind, Verdict verdict, @Nullable Plan plan) {
    return new VerdictView(
        kind, verdict.reason(), verdict.sentence(), plan == null ? null : PlanView.of(plan));
  }

  /**
   * @param standby the slot that consumers end on
   */
  record PlanView(PlanKind kind, KeySlot standby, List<PlannedStep> steps) {
    static PlanView of(Plan plan) {
      return new PlanView(
          plan.kind(), plan.standby(), plan.steps().stream().map(PlannedStep::of).toList());
    }
  }

  record PlannedStep(
      StepKind kind, Role role, String words, boolean pointOfNoReturn, Duration deadline) {
    static PlannedStep of(Step step) {
      boolean last = step.kind() == StepKind.REGENERATE && step.role() == Role.EXPOSED;
      return new PlannedStep(step.kind(), step.role(), step.words(), last, step.deadline());
    }
  }
}
