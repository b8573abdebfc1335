package io.github.rekey.rotation;

import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One attempt after the other: what is written down, what is paid for, when it is given up. */
class RunnerTest {
  private static final Turn TURN = new Turn(ToyAzure.RESOURCE, Urgency.BACKGROUND);
  private static final Duration PAST_ITS_DEADLINE = Timing.standard().regenerate().plusMinutes(5);

  private final Course course = new Course();
  private final Plan unused = course.plans.replaceUnused(SECONDARY);
  private final Plan standbyFirst = course.plans.standbyFirst(SECONDARY, Process.GENERATIONS);

  @Test
  void aRotationThatHasFailedStaysStoppedForTheSameReason() {
    course.azure.clients = 0;
    Advance first = course.run(unused);
    int written = course.journal.all().size();
    course.azure.clients = 200;
    assertThat(course.run(unused)).isEqualTo(first).isInstanceOf(Advance.Stopped.class);
    assertThat(course.journal.all()).hasSize(written);
  }

  @Test
  void aLookThatOnlyRepeatsWritesNothingNew() {
    course.azure.appIgnoresRestart = true;
    course.run(standbyFirst);
    assertThat(course.waits(StepKind.PROVE_CONSUMERS))
        .containsExactly("the app to use the new key");
    assertThat(course.journal.all())
        .filteredOn(JournalEntry.Started.class::isInstance)
        .filteredOn(entry -> entry.step() == course.state().step())
        .hasSize(1);
  }

  @Test
  void aLookThatWaitsForSomethingElseIsWrittenDown() {
    boolean[] counted = {false};
    course.azure.looksUntilLoaded = 3;
    course.azure.outside =
        call -> {
          if (call.equals("before clients") && !counted[0]) {
            counted[0] = true;
            throw new CallFailed(CallFailed.Kind.UNAVAILABLE, "no count", false, null, null);
          }
        };
    course.run(standbyFirst);
    assertThat(course.waits(StepKind.PROVE_CONSUMERS))
        .containsExactly(
            "the app to use the new key", "clients to be counted", "clients: no count");
  }

  @Test
  void aCallWithoutAnAnswerAtItsDeadlineIsGivenUpAndNamed() {
    course.azure.outside =
        call -> {
          if (call.equals("before regenerate")) {
            course.clock.tick(PAST_ITS_DEADLINE);
            throw new CallFailed(CallFailed.Kind.UNAVAILABLE, "no answer", true, null, null);
          }
        };
    assertThat(course.failure(unused))
        .isEqualTo(
            new StepOutcome.Failed(
                FailureKind.TIMED_OUT, "gave up after 15m, still waiting for: no answer"));
  }

  @Test
  void whatStaysInDoubtIsTriedAgainWithPausesAndGivenUp() {
    course.azure.outside =
        call -> {
          if (call.equals("after retire vault")) {
            throw new CallFailed(CallFailed.Kind.UNAVAILABLE, "500", true, null, null);
          }
        };
    assertThat(course.failure(unused).reason())
        .isEqualTo("gave up after 10m, still waiting for: 500");
    assertThat(course.azure.retired).hasSizeBetween(10, 100);
  }

  @Test
  void whatIsDoneLateIsDoneAllTheSame() {
    course.azure.outside =
        call -> {
          if (call.equals("before regenerate")) {
            course.clock.tick(PAST_ITS_DEADLINE);
          }
        };
    assertThat(course.run(unused)).isInstanceOf(Advance.Completed.class);
  }

  /** Pays for nothing, and remembers what it was asked for. */
  private static final class EmptyPurse implements CallBudget {
    private final List<Cost> asked = new ArrayList<>();

    @Override
    public Duration reserve(Turn turn, Cost cost) {
      asked.add(cost);
      return Duration.ofSeconds(7);
    }

    @Override
    public void settle(ResourceId resource, boolean atRest) {}
  }

  private final EmptyPurse purse = new EmptyPurse();

  private Advance onceWithoutMoney() {
    return new Runner(
            course.journal,
            Process.actions(course.azure, course.clock),
            (rotation, entry) -> {},
            purse,
            course.clock)
        .advance(Process.rotation(unused, course.clock), course.azure.resource(), () -> {});
  }

  @Test
  void aStepWhoseCallsAreNotPaidForIsNotBegunAndComesBackInTime() {
    assertThat(TURN.during(this::onceWithoutMoney))
        .isEqualTo(new Advance.Again(Duration.ofSeconds(7)));
    assertThat(course.journal.all()).isEmpty();
    assertThat(purse.asked).containsExactly(StepKind.TAKE_BASELINE.cost());
    assertThat(purse.asked.get(0).reads()).isEqualTo(1);
  }

  @Test
  void whatBelongsToNoTurnIsDoneWithoutAsking() {
    onceWithoutMoney();
    assertThat(purse.asked).isEmpty();
    assertThat(RotationState.fold(unused, course.journal.all()).step()).isEqualTo(1);
  }
}
