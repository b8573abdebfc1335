package io.github.rekey;

import io.github.rekey.azure.Pacer;
import io.github.rekey.triage.Forecast;
import io.github.rekey.triage.Standing;
import io.github.rekey.triage.Standings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Forecasts when what is open now will be done, and remembers the last matter until the next. */
final class Forecaster implements Supplier<Forecast> {
  private static final double MILLIS = 1000;

  private final Standings standings;
  private final Pacer pacer;
  private final Clock clock;
  private @Nullable Instant since;

  /** Nothing was open any more when last looked at: what opens next is a new matter. */
  private boolean idle;

  /** Shows the seconds that are left as {@code rekey.forecast.seconds}. */
  Forecaster(Standings standings, Pacer pacer, MeterRegistry meters, Clock clock) {
    this.standings = standings;
    this.pacer = pacer;
    this.clock = clock;
    Gauge.builder("rekey.forecast.seconds", this, Forecaster::secondsLeft).register(meters);
  }

  @Override
  public synchronized Forecast get() {
    Standing standing = standings.standing(since);
    if (standing.ahead() + standing.asking() == 0 && idle) {
      return Forecast.of(clock.instant(), standing, pacer.spending());
    }
    if (idle) {
      standing = standings.standing(null);
    }
    idle = standing.ahead() + standing.asking() == 0;
    since = standing.since();
    return Forecast.of(clock.instant(), standing, pacer.spending());
  }

  private double secondsLeft() {
    Forecast forecast = get();
    @Nullable Instant finish = forecast.finish();
    return finish == null ? 0 : Duration.between(forecast.at(), finish).toMillis() / MILLIS;
  }
}
