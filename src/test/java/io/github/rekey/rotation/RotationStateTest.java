package io.github.rekey.rotation;

import static io.github.rekey.rotation.KeySlot.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A journal is read as it was written, or it is refused with what does not fit. */
class RotationStateTest {
  private static final Plan PLAN = new Plans(Timing.standard()).replaceUnused(PRIMARY);
  private static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");
  private static final StepOutcome REFUSED =
      new StepOutcome.Failed(FailureKind.REFUSED, "Azure said no");

  private final List<JournalEntry> entries = new ArrayList<>();

  private RotationStateTest started(int step, int attempt) {
    entries.add(new JournalEntry.Started(now(), step, attempt));
    return this;
  }

  private RotationStateTest ended(int step, int attempt, StepOutcome outcome) {
    entries.add(new JournalEntry.Ended(now(), step, attempt, outcome));
    return this;
  }

  /** A second passes from one entry to the next. */
  private Instant now() {
    return BEGUN.plusSeconds(entries.size());
  }

  private RotationState folded() {
    return RotationState.fold(PLAN, entries);
  }

  private void refusedWith(String words) {
    assertThatThrownBy(this::folded).isInstanceOf(JournalMismatch.class).hasMessage(words);
  }

  private RotationStateTest allDone() {
    for (int step = 0; step < PLAN.steps().size(); step++) {
      started(step, 1).ended(step, 1, new StepOutcome.Done("done"));
    }
    return this;
  }

  @Test
  void anEntryForALaterStepIsRefused() {
    started(3, 1).refusedWith("journal entry for step 4, but the plan stands at step 1 of 7");
  }

  @Test
  void anEntryAfterTheFailureIsRefused() {
    started(0, 1).ended(0, 1, REFUSED).started(0, 2);
    refusedWith("journal entry for step 1, but the plan stands at step 1 of 7 and has failed");
  }

  @Test
  void anEntryAfterTheEndIsRefused() {
    assertThat(allDone().folded().done(PLAN)).isTrue();
    started(7, 1).refusedWith("journal entry for step 8, but the plan stands at step 8 of 7");
  }

  @Test
  void anAttemptThatDoesNotFollowTheLastIsRefused() {
    started(0, 1).ended(0, 1, new StepOutcome.Done("done"));
    started(1, 3).refusedWith("attempt 3 at step 2 follows attempt 0");
  }

  @Test
  void theEndOfAnAttemptThatWasNotStartedIsRefused() {
    started(0, 1).ended(0, 1, new StepOutcome.Done("done"));
    started(1, 1).ended(1, 2, REFUSED);
    refusedWith("attempt 2 at step 2 ended, but attempt 1 was started");
  }

  @Test
  void whatGoesOnWithoutAPauseIsRefused() {
    started(0, 1).ended(0, 1, new StepOutcome.Done("done"));
    entries.add(new JournalEntry.Resumed(now(), 1, 0));
    refusedWith("step 2 goes on without a pause");
  }

  @Test
  void aRefusedJournalIsToldToAPersonInTheSameWords() {
    started(3, 1);
    assertThatThrownBy(this::folded)
        .isInstanceOfSatisfying(
            JournalMismatch.class,
            mismatch ->
                assertThat(mismatch.failure())
                    .isEqualTo(
                        new StepOutcome.Failed(
                            FailureKind.JOURNAL_MISMATCH, mismatch.getMessage())));
  }

  @Test
  void aFailureIsTheRotationsAndAWaitIsNot() {
    started(0, 1).ended(0, 1, new StepOutcome.NotYet("a look", Duration.ZERO));
    assertThat(folded().failure()).isNull();
    assertThat(folded().waitingFor()).isEqualTo("a look");
    ended(0, 1, REFUSED);
    assertThat(folded().failure()).isEqualTo(REFUSED);
    assertThat(folded().done(PLAN)).isFalse();
  }

  @Test
  void anAttemptWithoutAnEndIsInDoubtSinceItWasMissed() {
    started(0, 1);
    assertThat(folded().broken()).isTrue();
    started(0, 2);
    assertThat(folded().doubtfulSince()).isEqualTo(BEGUN.plusSeconds(1));
    ended(0, 2, new StepOutcome.InDoubt("no answer"));
    assertThat(folded().broken()).isFalse();
    assertThat(folded().doubtfulSince()).isEqualTo(BEGUN.plusSeconds(2));
    assertThat(folded().waitingFor()).isEqualTo("no answer");
  }
}
