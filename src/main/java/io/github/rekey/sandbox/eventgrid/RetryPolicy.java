package io.github.rekey.sandbox.eventgrid;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Azure's rules for a webhook that does not answer 200 to 204 (Event Grid message delivery and
 * retry): some answers lose the event, others are tried again, ever later.
 *
 * @param timeScale 1 for Azure's pace, smaller for a faster sandbox
 */
public record RetryPolicy(double timeScale) {
  private static final Set<Integer> LOST = Set.of(400, 401, 403, 413);
  private static final int TRIES = 30;
  private static final Duration TIME_TO_LIVE = Duration.ofDays(1);
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofHours(12));

  static boolean delivered(int status) {
    return status >= 200 && status <= 204;
  }

  /**
   * How long to wait before the next try, if there is one.
   *
   * @param status 0 for no answer at all
   * @param made tries made so far, at least 1
   * @param age since the event came in
   */
  Optional<Duration> next(int status, int made, Duration age) {
    if (LOST.contains(status) || made >= TRIES || age.compareTo(scaled(TIME_TO_LIVE)) > 0) {
      return Optional.empty();
    }
    return Optional.of(scaled(WAITS.get(Math.min(made, WAITS.size()) - 1)));
  }

  private Duration scaled(Duration real) {
    return Duration.ofNanos((long) (real.toNanos() * timeScale));
  }
}
