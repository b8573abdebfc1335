package io.github.rekey.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a failed call means for the step: wait, be in doubt, or stop and say why. */
class StepActionsTest {
  private static StepOutcome outcome(
      CallFailed.Kind kind, String message, boolean effectPossible, Duration retryAfter) {
    return StepActions.outcome(new CallFailed(kind, message, effectPossible, retryAfter, null));
  }

  @ParameterizedTest
  @CsvSource({"NO_RIGHT, NO_RIGHT", "GONE, GONE", "REFUSED, REFUSED"})
  void whatDoesNotPassStopsTheRotationForItsOwnReason(CallFailed.Kind kind, FailureKind failure) {
    assertThat(outcome(kind, "listKeys of chat: no", false, null))
        .isEqualTo(new StepOutcome.Failed(failure, "listKeys of chat: no"));
  }

  @ParameterizedTest
  @EnumSource(
      value = CallFailed.Kind.class,
      names = {"THROTTLED", "UNAVAILABLE", "CONFLICT"})
  void whatMayPassIsWaitedForAMoment(CallFailed.Kind kind) {
    assertThat(outcome(kind, "busy", false, null))
        .isEqualTo(new StepOutcome.NotYet("busy", Duration.ofSeconds(2)));
  }

  @Test
  void whatAzureAsksToWaitIsWaited() {
    assertThat(outcome(CallFailed.Kind.THROTTLED, "busy", false, Duration.ofSeconds(30)))
        .isEqualTo(new StepOutcome.NotYet("busy", Duration.ofSeconds(30)));
  }

  @ParameterizedTest
  @EnumSource(CallFailed.Kind.class)
  void whatMayHaveHappenedIsInDoubtWhateverTheAnswer(CallFailed.Kind kind) {
    assertThat(outcome(kind, "no answer", true, null))
        .isEqualTo(new StepOutcome.InDoubt("no answer"));
  }
}
