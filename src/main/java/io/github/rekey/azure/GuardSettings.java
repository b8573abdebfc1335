package io.github.rekey.azure;

import java.time.Duration;

/**
 * How outside calls are guarded.
 *
 * @param attempts tries of a read, the first one included
 * @param firstWait pause before the second try; doubles from then on
 * @param longestWait a server that asks for a longer pause is not waited for here: the rotation
 *     looks again later
 * @param atOnce calls to one dependency at the same time; one more waits as long as longestWait
 * @param window calls over which the failure rate is taken
 * @param failurePercent share of unavailable answers that opens the circuit
 * @param openFor how long an open circuit refuses calls before it tries again
 */
public record GuardSettings(
    int attempts,
    Duration firstWait,
    Duration longestWait,
    int atOnce,
    int window,
    int failurePercent,
    Duration openFor) {
  public static GuardSettings defaults() {
    return new GuardSettings(
        3, Duration.ofMillis(200), Duration.ofSeconds(5), 24, 20, 80, Duration.ofSeconds(10));
  }
}
