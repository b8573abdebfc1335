package io.github.rekey.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.console.StepView.State;
import io.github.rekey.rotation.FailureKind;
import io.github.rekey.rotation.JournalEntry;
import io.github.rekey.rotation.JournalEntry.Ended;
import io.github.rekey.rotation.JournalEntry.Started;
import io.github.rekey.rotation.Role;
import io.github.rekey.rotation.Step;
import io.github.rekey.rotation.StepKind;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.rotation.StepOutcome.Done;
import io.github.rekey.rotation.StepOutcome.Failed;
import io.github.rekey.rotation.StepOutcome.InDoubt;
import io.github.rekey.rotation.StepOutcome.NotYet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepFoldTest {
  private static final Instant T0 = Instant.parse("2026-01-02T03:04:05Z");
  private static final Step STEP = Scene.step(StepKind.REGENERATE, Role.EXPOSED, 600);

  @Test
  void stepWithoutEntriesIsPendingAndHasNoTimes() {
    StepView view = fold(false, 60);

    assertThat(view.state()).isEqualTo(State.PENDING);
    assertThat(view.attempts()).isZero();
    assertThat(view.startedAt()).isNull();
    assertThat(view.deadlineAt()).isNull();
    assertThat(view.durationMillis()).isNull();
    assertThat(view.pointOfNoReturn()).isTrue();
  }

  @Test
  void entriesOfOtherStepsDoNotCount() {
    StepView view =
        StepFold.fold(1, STEP, List.of(started(0, 1), ended(1, 1, new Done("shown"))), false, T0);

    assertThat(view.state()).isEqualTo(State.PENDING);
  }

  @Test
  void startedStepIsRunningSinceItsFirstStart() {
    StepView view = fold(false, 9, started(0, 1));

    assertThat(view.state()).isEqualTo(State.RUNNING);
    assertThat(view.durationMillis()).isEqualTo(9_000);
    assertThat(view.deadlineAt()).isEqualTo(T0.plusSeconds(600));
    assertThat(view.endedAt()).isNull();
  }

  @Test
  void timePausedMovesTheDeadlineAndChangesNothingElse() {
    JournalEntry paused = new JournalEntry.Paused(T0.plusSeconds(5), 0, 1, "Ann");
    StepView held = fold(false, 65, started(0, 1), paused);
    assertThat(held.state()).isEqualTo(State.RUNNING);
    assertThat(held.deadlineAt()).isEqualTo(T0.plusSeconds(660));
    StepView going =
        fold(false, 90, started(0, 1), paused, new JournalEntry.Resumed(T0.plusSeconds(65), 0, 1));
    assertThat(going.deadlineAt()).isEqualTo(T0.plusSeconds(660));
  }

  @Test
  void stepThatIsNotYetDoneWaitsAndSaysForWhat() {
    StepView view =
        fold(false, 9, started(0, 1), ended(2, 1, new NotYet("instance 1", Duration.ofSeconds(1))));

    assertThat(view.state()).isEqualTo(State.WAITING);
    assertThat(view.waitingFor()).isEqualTo("instance 1");
    assertThat(view.durationMillis()).isEqualTo(9_000);
  }

  @Test
  void stepInDoubtWaitsAndSaysWhatIsInDoubt() {
    StepView view = fold(false, 9, started(0, 1), ended(2, 1, new InDoubt("no answer came")));

    assertThat(view.state()).isEqualTo(State.WAITING);
    assertThat(view.waitingFor()).contains("in doubt").endsWith("no answer came");
  }

  @Test
  void stepThatIsLookedAtAgainForgetsWhatItWaitedFor() {
    StepView view =
        fold(
            false,
            9,
            started(0, 1),
            ended(2, 1, new NotYet("instance 1", Duration.ofSeconds(1))),
            started(3, 2));

    assertThat(view.state()).isEqualTo(State.RUNNING);
    assertThat(view.waitingFor()).isNull();
    assertThat(view.attempts()).isEqualTo(2);
    assertThat(view.startedAt()).isEqualTo(T0);
  }

  @Test
  void doneStepHasItsEvidenceAndTookFromFirstStartToEnd() {
    StepView view =
        fold(
            true,
            99,
            started(0, 1),
            ended(2, 1, new InDoubt("crash")),
            started(3, 2),
            ended(5, 2, new Done("shown twice")));

    assertThat(view.state()).isEqualTo(State.DONE);
    assertThat(view.evidence()).isEqualTo("shown twice");
    assertThat(view.durationMillis()).isEqualTo(5_000);
    assertThat(view.failureReason()).isNull();
  }

  @Test
  void failedStepSaysWhy() {
    StepView view =
        fold(true, 99, started(0, 1), ended(4, 1, new Failed(FailureKind.NO_RIGHT, "403")));

    assertThat(view.state()).isEqualTo(State.FAILED);
    assertThat(view.failure()).isEqualTo(FailureKind.NO_RIGHT);
    assertThat(view.failureReason()).isEqualTo("403");
    assertThat(view.endedAt()).isEqualTo(T0.plusSeconds(4));
  }

  @Test
  void stepThatWaitedWhenTheRotationEndedDoesNotWaitForEver() {
    StepView view =
        fold(true, 99, started(0, 1), ended(2, 1, new NotYet("instance 1", Duration.ZERO)));

    assertThat(view.state()).isEqualTo(State.FAILED);
    assertThat(view.failureReason()).contains("ended here").endsWith("instance 1");
    assertThat(view.waitingFor()).isNull();
    assertThat(view.durationMillis()).isNull();
  }

  private static StepView fold(boolean over, int nowSeconds, JournalEntry... entries) {
    return StepFold.fold(0, STEP, List.of(entries), over, T0.plusSeconds(nowSeconds));
  }

  private static JournalEntry started(int second, int attempt) {
    return new Started(T0.plusSeconds(second), 0, attempt);
  }

  private static JournalEntry ended(int second, int attempt, StepOutcome outcome) {
    return new Ended(T0.plusSeconds(second), 0, attempt, outcome);
  }
}
