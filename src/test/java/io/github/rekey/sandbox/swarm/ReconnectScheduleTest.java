package io.github.rekey.sandbox.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReconnectScheduleTest {
  private final ReconnectSchedule usual = ReconnectSchedule.usual();

  @Test
  void waits0And2And10And30Seconds() {
    assertThat(usual.delay(0)).contains(Duration.ZERO);
    assertThat(usual.delay(1)).contains(Duration.ofSeconds(2));
    assertThat(usual.delay(2)).contains(Duration.ofSeconds(10));
    assertThat(usual.delay(3)).contains(Duration.ofSeconds(30));
  }

  @Test
  void doesNotTryAFifthTime() {
    assertThat(usual.delay(4)).isEmpty();
  }
}
