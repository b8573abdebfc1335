package io.github.rekey.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every call of every plan goes wrong in every way: once, so that it passes, or from then on. */
class FaultTableTest {
  private static final CallFailed NO_ANSWER = failed(CallFailed.Kind.UNAVAILABLE, false);
  private static final CallFailed ANSWER_LOST = failed(CallFailed.Kind.UNAVAILABLE, true);
  private static final CallFailed THROTTLED =
      new CallFailed(CallFailed.Kind.THROTTLED, "429", false, Duration.ofSeconds(17), null);
  private static final CallFailed NO_RIGHT = failed(CallFailed.Kind.NO_RIGHT, false);

  private static CallFailed failed(CallFailed.Kind kind, boolean effectPossible) {
    return new CallFailed(kind, kind.name(), effectPossible, null, null);
  }

  @ParameterizedTest
  @EnumSource(PlanKind.class)
  void aCallWithoutAnAnswerIsMadeAgain(PlanKind kind) {
    passes(kind, "before ", NO_ANSWER);
  }

  @ParameterizedTest
  @EnumSource(PlanKind.class)
  void anEffectWithoutAnAnswerIsNotRepeated(PlanKind kind) {
    passes(kind, "after ", ANSWER_LOST);
  }

  @ParameterizedTest
  @EnumSource(PlanKind.class)
  void aThrottledCallIsMadeAgain(PlanKind kind) {
    passes(kind, "before ", THROTTLED);
  }

  @ParameterizedTest
  @EnumSource(PlanKind.class)
  void aRefusalStopsTheRotationWithEveryConsumerOnAWorkingKey(PlanKind kind) {
    persists(kind, NO_RIGHT);
  }

  @ParameterizedTest
  @EnumSource(PlanKind.class)
  void theDeadlineStopsTheRotationWithEveryConsumerOnAWorkingKey(PlanKind kind) {
    persists(kind, NO_ANSWER);
  }

  private record Run(Lives lives, List<String> points) {}

  private static Run undisturbed(PlanKind kind) {
    Lives lives = new Lives(kind, Process.GENERATIONS, Trouble.NONE);
    return new Run(lives, lives.livesOn());
  }

  private static void passes(PlanKind kind, String side, CallFailed failure) {
    Run undisturbed = undisturbed(kind);
    eachCall(
        undisturbed.points(),
        side,
        at -> {
          Lives lives = new Lives(kind, Process.GENERATIONS, Trouble.NONE);
          AtomicInteger passed = new AtomicInteger();
          lives.meanwhile(
              point -> {
                if (passed.getAndIncrement() == at) {
                  throw failure;
                }
              });
          lives.livesOn();
          lives.demandSameKeysAs(undisturbed.lives());
        });
  }

  /** Reading a place for the record only, or to name who else holds a key, stops nothing. */
  private static void persists(PlanKind kind, CallFailed failure) {
    List<String> points = undisturbed(kind).points();
    eachCall(
        points,
        "before ",
        at -> {
          Lives lives = new Lives(kind, Process.GENERATIONS, Trouble.NONE);
          AtomicInteger passed = new AtomicInteger();
          lives.meanwhile(
              point -> {
                if (passed.getAndIncrement() >= at && point.equals(points.get(at))) {
                  throw failure;
                }
              });
          Advance end = lives.end();
          atMostOnceASlot(lives);
          if (end instanceof Advance.Stopped stopped) {
            assertThat(stopped.failure().kind())
                .isIn(FailureKind.TIMED_OUT, FailureKind.NO_RIGHT, FailureKind.NO_EVIDENCE);
          } else {
            assertThat(points.get(at)).startsWith("before read");
          }
        });
  }

  private static void eachCall(List<String> points, String side, Consumer<Integer> fails) {
    for (int at = 0; at < points.size(); at++) {
      if (points.get(at).startsWith(side) && !points.get(at).contains(" append ")) {
        fails.accept(at);
      }
    }
  }

  private static void atMostOnceASlot(Lives lives) {
    Map<KeySlot, Integer> times = new EnumMap<>(KeySlot.class);
    lives.azure.regenerated.forEach(slot -> times.merge(slot, 1, Integer::sum));
    assertThat(times.values()).allMatch(n -> n == 1);
  }
}
