package io.github.rekey.rotation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Says whether the next wave of restarts may begin. A target asks before each wave but the first;
 * while it is held back it makes its next waves smaller. May throw {@link CallFailed}.
 */
public interface WaveGate {
  /**
   * For how long a client with automatic reconnect tries: after 0, 2, 10 and 30 s, then it gives up
   * (aspnetcore, DefaultRetryPolicy).
   */
  Duration RECONNECT_BUDGET = Duration.ofSeconds(42);

  /** Never holds anything back. */
  WaveGate OPEN = (resource, lastChange) -> Optional.empty();

  /**
   * Tells whether the next wave has to wait.
   *
   * @param lastChange when the last wave was changed
   * @return what to wait for, in words; empty if the next wave may begin
   */
  Optional<String> hold(ResourceId resource, Instant lastChange);
}
