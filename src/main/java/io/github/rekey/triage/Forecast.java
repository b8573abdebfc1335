package io.github.rekey.triage;

import io.github.rekey.rotation.Spending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When open incidents will be done, as far as Azure's limits decide it: the calls that are still to
 * be made, less those that can be made at once, at the rate at which more are allowed. Pure
 * arithmetic; what takes its time otherwise is not in it.
 *
 * @param finish null if nothing is left to do
 */
public record Forecast(
    Instant at, Standing standing, List<Spending> spending, @Nullable Instant finish) {
  private static final double NANOS = 1e9;

  public static Forecast of(Instant now, Standing standing, List<Spending> spending) {
    if (standing.ahead() == 0) {
      return new Forecast(now, standing, spending, null);
    }
    double seconds =
        spending.stream().mapToDouble(kind -> seconds(standing.ahead(), kind)).max().orElse(0);
    Instant finish = now.plus(Duration.ofNanos((long) (seconds * NANOS)));
    return new Forecast(now, standing, spending, finish);
  }

  private static double seconds(int ahead, Spending kind) {
    double toMake = Math.max(0, ahead * kind.usual() - kind.begun());
    return Math.max(0, toMake - kind.left()) / kind.perSecond();
  }
}
