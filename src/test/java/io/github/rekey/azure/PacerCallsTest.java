package io.github.rekey.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import io.github.rekey.rotation.CallBudget.Cost;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.Turn;
import io.github.rekey.rotation.Urgency;
import io.github.rekey.rotation.Urgency.Band;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who is called once others gave back what they had paid for and did not need. */
class PacerCallsTest {
  private final TickingClock clock = new TickingClock();
  private final Pacer pacer =
      new Pacer(ArmLimits.documented(), new SimpleMeterRegistry(), clock, clock::tick);

  private static Turn turn(String name) {
    return new Turn(
        new ResourceId(
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.SignalRService/signalR/" + name),
        new Urgency(Band.USUAL, null));
  }

  private static ResourceId id(String name) {
    return turn(name).resource();
  }

  private Duration writes(String name, int calls) {
    return pacer.reserve(turn(name), new Cost(0, calls));
  }

  @Test
  void whoWasToldToComeLaterIsCalledAndOnlyOnce() {
    assertThat(writes("a", 197)).isZero();
    assertThat(writes("b", 100)).isEqualTo(Duration.ofMillis(9_700));
    assertThat(writes("c", 3)).isEqualTo(Duration.ofSeconds(10));
    assertThat(pacer.sooner()).isEmpty();
    pacer.settle(id("a"), false);
    assertThat(pacer.sooner()).containsExactly(id("b"), id("c"));
    assertThat(pacer.sooner()).isEmpty();
    assertThat(writes("b", 100)).isZero();
    assertThat(writes("c", 3)).isZero();
  }

  @Test
  void nobodyIsCalledBeforeThoseAhead() {
    assertThat(writes("a", 50)).isZero();
    assertThat(writes("kept", 150)).isZero();
    writes("b", 100);
    writes("c", 3);
    pacer.settle(id("a"), false);
    assertThat(pacer.sooner()).isEmpty();
    clock.tick(Duration.ofSeconds(6));
    assertThat(pacer.sooner()).containsExactly(id("b"), id("c"));
  }

  @Test
  void whoWaitsForReadsTooIsNotCalledForWritesAlone() {
    assertThat(pacer.reserve(turn("a"), new Cost(0, 200))).isZero();
    assertThat(pacer.reserve(turn("b"), new Cost(250, 0))).isZero();
    assertThat(pacer.reserve(turn("c"), new Cost(100, 3))).isPositive();
    pacer.settle(id("a"), false);
    assertThat(pacer.sooner()).isEmpty();
    pacer.settle(id("b"), false);
    assertThat(pacer.sooner()).containsExactly(id("c"));
  }

  @Test
  void whoIsCalledAndDoesNotComeLosesItsPlace() {
    assertThat(writes("a", 200)).isZero();
    writes("b", 100);
    pacer.settle(id("a"), false);
    assertThat(pacer.sooner()).containsExactly(id("b"));
    clock.tick(Duration.ofSeconds(11));
    assertThat(writes("c", 150)).isZero();
  }
}
