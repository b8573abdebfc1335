package io.github.rekey.rotation;

import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How soon a rotation is looked at again, and that it stands still while it is held. */
class PaceTest {
  private static final Fence OURS = () -> {};

  private final Course course = new Course();
  private final Plan plan = course.plans.standbyFirst(SECONDARY, Process.GENERATIONS);
  private final Rotation rotation = Process.rotation(plan, course.clock);
  private final List<JournalEntry> told = new ArrayList<>();
  private final Runner runner =
      new Runner(
          course.journal,
          Process.actions(course.azure, course.clock),
          (of, entry) -> told.add(entry),
          CallBudget.UNLIMITED,
          course.clock);

  private Advance once() {
    return runner.advance(rotation, course.azure.resource(), OURS);
  }

  private RotationState state() {
    return RotationState.fold(plan, course.journal.all());
  }

  private StepKind due() {
    return plan.steps().get(state().step()).kind();
  }

  /** At the moment when a step waits for the app for the first time. */
  @BeforeEach
  void theAppLoadsNothing() {
    course.azure.appIgnoresRestart = true;
    while (due() != StepKind.PROVE_CONSUMERS) {
      once();
    }
  }

  private Duration pauseAfter(Duration waited) {
    once();
    course.clock.tick(waited);
    return ((Advance.Again) once()).in();
  }

  @Test
  void whatHasJustBegunIsLookedAtAgainAsSoonAsItWishes() {
    assertThat(pauseAfter(Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void whatTakesLongerIsLookedAtAfterATenthOfThat() {
    assertThat(pauseAfter(Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void nothingIsLeftAloneForMoreThanAQuarterOfAMinute() {
    assertThat(pauseAfter(Duration.ofMinutes(14))).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void whatCanGoOnAtOnceDoesHoweverLongItTook() {
    once();
    course.clock.tick(Duration.ofMinutes(10));
    course.azure.usedByApp = course.azure.keys.get(SECONDARY);
    assertThat(once()).isEqualTo(new Advance.Again(Duration.ZERO));
  }

  @Test
  void everyEntryIsToldOnceItIsWritten() {
    once();
    assertThat(told).isNotEmpty().isEqualTo(course.journal.all());
  }

  @Test
  void aPauseIsWrittenDownOnceAndSaysSinceWhen() {
    var since = course.clock.instant();
    assertThat(runner.pause(rotation, "Ann", OURS)).isEqualTo(since);
    int written = course.journal.all().size();
    course.clock.tick(Duration.ofHours(1));
    assertThat(runner.pause(rotation, "Ben", OURS)).isEqualTo(since);
    assertThat(course.journal.all())
        .hasSize(written)
        .last()
        .isEqualTo(new JournalEntry.Paused(since, state().step(), 0, "Ann"));
  }

  @Test
  void whatIsOverIsNotPaused() {
    course.clock.tick(Duration.ofMinutes(1));
    once();
    course.clock.tick(Duration.ofHours(1));
    assertThat(once()).isInstanceOf(Advance.Stopped.class);
    int written = course.journal.all().size();
    assertThat(runner.pause(rotation, "Ann", OURS)).isEqualTo(course.clock.instant());
    assertThat(course.journal.all()).hasSize(written);
  }

  @Test
  void whatIsDoneIsNotPausedEither() {
    course.azure.usedByApp = course.azure.keys.get(SECONDARY);
    course.run(plan);
    int written = course.journal.all().size();
    runner.pause(rotation, "Ann", OURS);
    assertThat(course.journal.all()).hasSize(written);
  }

  @Test
  void whatWasHeldGoesOnAtOnceAndTheTimeDoesNotCountAgainstItsDeadline() {
    once();
    runner.pause(rotation, "Ann", OURS);
    course.clock.tick(Duration.ofHours(1));
    assertThat(once()).isEqualTo(new Advance.Again(Duration.ZERO));
    assertThat(state().pausedSince()).isNull();
    assertThat(once()).isInstanceOf(Advance.Again.class);
    assertThat(state().held()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void aPauseBeforeAStepBeginsGivesItNoMoreTime() {
    runner.pause(rotation, "Ann", OURS);
    course.clock.tick(Duration.ofHours(1));
    once();
    assertThat(state().held()).isZero();
    once();
    course.clock.tick(Timing.standard().consumers());
    assertThat(once()).isInstanceOf(Advance.Stopped.class);
  }
}
