package io.github.rekey;

import io.github.rekey.console.Operations;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.Plan;
import io.github.rekey.rotation.PlanHash;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.triage.Alert.OperatorReport;
import io.github.rekey.triage.Controls;
import io.github.rekey.triage.Decisions;
import io.github.rekey.triage.Operator;
import io.github.rekey.triage.Steering;
import io.github.rekey.triage.Verdict;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes the console's verbs to triage and its answers back. */
final class OperatorDesk implements Operations {
  private final Operator operator;
  private final Decisions decisions;
  private final Steering steering;
  private final Controls controls;

  OperatorDesk(Operator operator, Decisions decisions, Steering steering, Controls controls) {
    this.operator = operator;
    this.decisions = decisions;
    this.steering = steering;
    this.controls = controls;
  }

  @Override
  public Answer approve(String incident, @Nullable String planHash, String by) {
    return told(decisions.approve(incident, planHash, by));
  }

  @Override
  public Answer reject(String incident, String by) {
    return told(decisions.reject(incident, by));
  }

  @Override
  public Answer rotate(
      ResourceId resource, OperatorReport.Kind kind, @Nullable KeySlot slot, String by) {
    return told(operator.report(resource, kind, slot, by));
  }

  @Override
  public Answer abort(String rotation, String by) {
    return told(steering.abort(rotation, by));
  }

  @Override
  public Answer retry(String incident, String by) {
    return told(decisions.retry(incident, by));
  }

  @Override
  public Answer pauseRotation(String rotation, String by) {
    return told(steering.pause(rotation, by));
  }

  @Override
  public Answer resumeRotation(String rotation, String by) {
    return told(steering.resume(rotation));
  }

  @Override
  public Answer retryRotation(String rotation, String by) {
    return told(steering.retry(rotation, by));
  }

  @Override
  public Answer pause(String by) {
    controls.pause(true, by);
    return new Accepted("paused: nothing begins its next step", null);
  }

  @Override
  public Answer resume(String by) {
    controls.pause(false, by);
    return new Accepted("resumed", null);
  }

  @Override
  public Preview preview(ResourceId resource, OperatorReport.Kind kind, @Nullable KeySlot slot) {
    try {
      Optional<Verdict> verdict = operator.preview(resource, kind, slot);
      return verdict.isEmpty()
          ? new Refused(Because.NOT_FOUND, resource + " is not managed.", "Add it to rekey.yaml.")
          : new Shown(verdict.get(), hash(verdict.get()));
    } catch (CallFailed failed) {
      return new Refused(
          Because.NOT_POSSIBLE,
          String.valueOf(failed.getMessage()),
          "Mend it, or try again later; `rekey check` shows what is missing.");
    }
  }

  private static @Nullable String hash(Verdict verdict) {
    Plan plan = verdict.plan();
    return plan == null ? null : PlanHash.of(plan);
  }

  private static Answer told(io.github.rekey.triage.Answer answer) {
    if (answer instanceof io.github.rekey.triage.Answer.Accepted accepted) {
      return new Accepted(accepted.sentence(), accepted.id());
    }
    return answer instanceof io.github.rekey.triage.Answer.NotFound missing
        ? new Refused(Because.NOT_FOUND, missing.sentence(), "See /api/v1/incidents.")
        : new Refused(
            Because.CONFLICT,
            ((io.github.rekey.triage.Answer.Conflict) answer).sentence(),
            "Look again at /api/v1/incidents.");
  }
}
