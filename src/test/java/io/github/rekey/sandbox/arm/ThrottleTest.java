package io.github.rekey.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rekey.TickingClock;
import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.http.Refused;
import io.github.rekey.sandbox.world.Faults;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private final TickingClock clock = new TickingClock(Instant.now());
  private final Throttle throttle = new Throttle(clock, new Faults(), true, 1);

  @Test
  void allowsTwoHundredWritesAndThenTenASecond() {
    drain("POST", 200);
    assertThatThrownBy(() -> throttle.admit(call("POST"), "me"))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.answer().headers()).containsEntry("Retry-After", "1"));
    clock.tick(Duration.ofSeconds(1));
    drain("POST", 10);
    assertThatThrownBy(() -> throttle.admit(call("POST"), "me")).isInstanceOf(Refused.class);
  }

  @Test
  void doesNotCountReadsAsWritesNorOnePrincipalForAnother() {
    drain("POST", 200);
    assertThat(throttle.admit(call("GET"), "me"))
        .containsEntry("x-ms-ratelimit-remaining-subscription-reads", "249");
    assertThat(throttle.admit(call("POST"), "you"))
        .containsEntry("x-ms-ratelimit-remaining-subscription-writes", "199");
  }

  @Test
  void doesNotLimitWhenSwitchedOff() {
    Throttle open = new Throttle(clock, new Faults(), false, 1);
    for (int i = 0; i < 1000; i++) {
      open.admit(call("POST"), "me");
    }
    assertThat(open.admit(call("POST"), "me")).isNotEmpty();
  }

  private void drain(String method, int count) {
    for (int i = 0; i < count; i++) {
      throttle.admit(call(method), "me");
    }
  }

  private static Call call(String method) {
    return new Call(method, "/subscriptions/s/x", "", Map.of(), new byte[0]);
  }
}
