package io.github.rekey.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.CallFailed.Kind;
import io.github.rekey.rotation.Fence;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class GuardedTest {
  private static final Call CALL = Call.read("listKeys", "SignalR chat", "the role Reader");
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Guards guards =
      new Guards(
          new GuardSettings(
              3, Duration.ofMillis(1), Duration.ofMillis(100), 1, 4, 50, Duration.ofMinutes(1)),
          meters);
  private final Guarded arm = guards.of(Dependency.ARM);
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void repeatsAReadThatIsUnavailable() {
    String answer = arm.read(CALL, failing(2, 503));
    assertThat(answer).isEqualTo("answer");
    assertThat(calls).hasValue(3);
  }

  @Test
  void doesNotRepeatForEver() {
    assertThatThrownBy(() -> arm.read(CALL, failing(9, 503))).isInstanceOf(CallFailed.class);
    assertThat(calls).hasValue(3);
  }

  @Test
  void doesNotRepeatWhatWouldFailAgain() {
    assertThatThrownBy(() -> arm.read(CALL, failing(9, 404))).isInstanceOf(CallFailed.class);
    assertThat(calls).hasValue(1);
  }

  @Test
  void doesNotRepeatAWrite() {
    assertThatThrownBy(() -> arm.once(CALL, failing(9, 503))).isInstanceOf(CallFailed.class);
    assertThat(calls).hasValue(1);
  }

  @Test
  void stopsCallingADependencyThatIsDown() {
    for (int i = 0; i < 4; i++) {
      assertThatThrownBy(() -> arm.once(CALL, failing(99, 503))).isInstanceOf(CallFailed.class);
    }
    CallFailed failure =
        catchThrowableOfType(CallFailed.class, () -> arm.once(CALL, failing(0, 0)));
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.effectPossible()).isFalse();
    assertThat(failure).hasMessageContaining("not sent");
    assertThat(calls).hasValue(4);
    assertThat(
            meters
                .get("resilience4j.circuitbreaker.state")
                .tag("name", "arm")
                .tag("state", "open")
                .gauge()
                .value())
        .isEqualTo(1);
  }

  @Test
  void stillCallsTheOthers() {
    for (int i = 0; i < 4; i++) {
      assertThatThrownBy(() -> arm.once(CALL, failing(99, 503))).isInstanceOf(CallFailed.class);
    }
    calls.set(99);
    assertThat(guards.of(Dependency.KEY_VAULT).once(CALL, failing(0, 0))).isEqualTo("answer");
  }

  @Test
  void staysClosedThoughMuchIsRefused() {
    for (int i = 0; i < 8; i++) {
      assertThatThrownBy(() -> arm.once(CALL, failing(99, 403))).isInstanceOf(CallFailed.class);
    }
    calls.set(99);
    assertThat(arm.once(CALL, failing(0, 0))).isEqualTo("answer");
  }

  @Test
  void bindsTheNumberOfCallsAtOnce() {
    CallFailed failure =
        catchThrowableOfType(
            CallFailed.class, () -> arm.once(CALL, () -> arm.once(CALL, failing(0, 0))));
    assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
    assertThat(calls).hasValue(0);
  }

  @Test
  void letsASupersededProcessStop() {
    assertThatThrownBy(
            () ->
                arm.run(
                    CALL,
                    () -> {
                      throw new Fence.Superseded("taken over");
                    }))
        .isInstanceOf(Fence.Superseded.class);
  }

  private Supplier<String> failing(int times, int status) {
    return () -> {
      if (calls.incrementAndGet() <= times) {
        throw AzureErrors.ofStatus(CALL, status, "", null);
      }
      return "answer";
    };
  }
}
