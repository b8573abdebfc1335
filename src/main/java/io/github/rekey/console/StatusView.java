package io.github.rekey.console;

import io.github.rekey.rotation.Baseline;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rekey at a glance. */
record StatusView(
    Instant now, boolean paused, int resources, int runningRotations, List<Clients> clients) {

  /**
   * Clients of one resource.
   *
   * @param back of the baseline, how many are connected again; null if either is unknown
   * @param lost of the baseline, how many are not; null if either is unknown
   */
  record Clients(
      String resource,
      @Nullable Integer baseline,
      @Nullable Instant baselineAt,
      @Nullable String baselineSource,
      @Nullable Integer now,
      @Nullable Instant measuredAt,
      @Nullable Integer back,
      @Nullable Integer lost) {

    static Clients of(String resource, ClientsView.Seen seen) {
      Baseline baseline = seen.baseline();
      Integer now = seen.clients();
      Integer back =
          baseline == null || now == null
              ? null
              : Integer.valueOf(Math.min(now, baseline.clients()));
      return new Clients(
          resource,
          baseline == null ? null : Integer.valueOf(baseline.clients()),
          baseline == null ? null : baseline.at(),
          baseline == null ? null : baseline.source(),
          now,
          seen.at(),
          back,
          baseline == null || back == null ? null : Integer.valueOf(baseline.clients() - back));
    }
  }
}
