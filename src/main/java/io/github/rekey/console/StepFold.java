package io.github.rekey.console;

import io.github.rekey.console.StepView.State;
import io.github.rekey.rotation.FailureKind;
import io.github.rekey.rotation.JournalEntry;
import io.github.rekey.rotation.Role;
import io.github.rekey.rotation.Step;
import io.github.rekey.rotation.StepKind;
import io.github.rekey.rotation.StepOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Folds the journal entries of one step into where the step stands; the last entry decides. */
final class StepFold {
  private static final String STOPPED = "The rotation was ended here before the step was done.";
  private final int index;
  private final Step step;
  private State state = State.PENDING;
  private int attempts;
  private @Nullable String waitingFor;
  private @Nullable String evidence;
  private @Nullable FailureKind failure;
  private @Nullable String failureReason;
  private @Nullable Instant startedAt;
  private @Nullable Instant endedAt;
  private @Nullable Instant pausedAt;
  private Duration held = Duration.ZERO;

  private StepFold(int index, Step step) {
    this.index = index;
    this.step = step;
  }

  /**
   * @param over true if the rotation has ended: what is not done by then will not be
   */
  static StepView fold(
      int index, Step step, List<JournalEntry> entries, boolean over, Instant now) {
    StepFold fold = new StepFold(index, step);
    entries.stream().filter(entry -> entry.step() == index).forEach(fold::take);
    if (over) {
      fold.stop();
    }
    return fold.view(now);
  }

  private void take(JournalEntry entry) {
    if (entry instanceof JournalEntry.Paused paused) {
      pausedAt = paused.at();
    } else if (entry instanceof JournalEntry.Resumed resumed) {
      held = held.plus(heldUntil(resumed.at()));
      pausedAt = null;
    } else {
      attempt(entry);
    }
  }

  /** What is held before its first start does not reach its deadline any later. */
  private Duration heldUntil(Instant end) {
    return pausedAt == null || startedAt == null ? Duration.ZERO : Duration.between(pausedAt, end);
  }

  private void attempt(JournalEntry entry) {
    attempts = Math.max(attempts, entry.attempt());
    waitingFor = null;
    evidence = null;
    failure = null;
    failureReason = null;
    endedAt = null;
    if (entry instanceof JournalEntry.Ended ended) {
      end(ended.outcome(), ended.at());
    } else {
      state = State.RUNNING;
      startedAt = startedAt == null ? entry.at() : startedAt;
    }
  }

  private void end(StepOutcome outcome, Instant at) {
    if (outcome instanceof StepOutcome.Done done) {
      state = State.DONE;
      evidence = done.evidence();
      endedAt = at;
    } else if (outcome instanceof StepOutcome.NotYet notYet) {
      state = State.WAITING;
      waitingFor = notYet.waitingFor();
    } else if (outcome instanceof StepOutcome.InDoubt inDoubt) {
      state = State.WAITING;
      waitingFor = "in doubt, looking before acting again: " + inDoubt.reason();
    } else if (outcome instanceof StepOutcome.Failed failed) {
      state = State.FAILED;
      failure = failed.kind();
      failureReason = failed.reason();
      endedAt = at;
    }
  }

  private void stop() {
    if (state == State.RUNNING || state == State.WAITING) {
      state = State.FAILED;
      failureReason = waitingFor == null ? STOPPED : STOPPED + " It waited for: " + waitingFor;
      waitingFor = null;
    }
  }

  private StepView view(Instant now) {
    return new StepView(
        index,
        step.kind(),
        step.role(),
        step.words(),
        step.kind() == StepKind.REGENERATE && step.role() == Role.EXPOSED,
        state,
        attempts,
        waitingFor,
        evidence,
        failure,
        failureReason,
        startedAt,
        endedAt,
        startedAt == null ? null : startedAt.plus(step.deadline()).plus(held).plus(heldUntil(now)),
        duration(now));
  }

  private @Nullable Long duration(Instant now) {
    if (startedAt == null || (state == State.FAILED && endedAt == null)) {
      return null;
    }
    return Duration.between(startedAt, endedAt == null ? now : endedAt).toMillis();
  }
}
