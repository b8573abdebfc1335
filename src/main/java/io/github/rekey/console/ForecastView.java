package io.github.rekey.console;

import io.github.rekey.rotation.Spending;
import io.github.rekey.triage.Forecast;
import io.github.rekey.triage.Standing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far the open incidents have come, and when Azure's limits let them be done. */
record ForecastView(
    Instant now,
    @Nullable Instant since,
    int total,
    int done,
    int underWay,
    int waiting,
    int asking,
    @Nullable Instant finish,
    List<Spending> calls) {

  static ForecastView of(Forecast forecast) {
    Standing standing = forecast.standing();
    return new ForecastView(
        forecast.at(),
        standing.since(),
        standing.total(),
        standing.done(),
        standing.underWay(),
        standing.waiting(),
        standing.asking(),
        forecast.finish(),
        forecast.spending());
  }
}
