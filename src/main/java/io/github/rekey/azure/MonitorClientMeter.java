package io.github.rekey.azure;

import static io.github.rekey.azure.ConnectionMetrics.Endpoint.CLIENT;

import io.github.rekey.azure.ConnectionMetrics.Bucket;
import io.github.rekey.rotation.Baseline;
import io.github.rekey.rotation.ClientMeter;
import io.github.rekey.rotation.ResourceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;

/** Counts clients by Azure Monitor's ConnectionCount. */
public final class MonitorClientMeter implements ClientMeter {
  private static final Duration LOOK_BACK = Duration.ofMinutes(30);

  private final ConnectionMetrics metrics;
  private final Clock clock;

  public MonitorClientMeter(ConnectionMetrics metrics, Clock clock) {
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public Optional<Baseline> baseline(ResourceId resource, Instant before) {
    return metrics.connected(resource, CLIENT, before.minus(LOOK_BACK), before).stream()
        .max(Comparator.comparingInt(Bucket::value))
        .map(b -> new Baseline(b.value(), b.start(), "azure-monitor ConnectionCount"));
  }

  @Override
  public OptionalInt clients(ResourceId resource, Instant since) {
    Instant now = clock.instant();
    if (since.plus(metrics.granularity()).isAfter(now)) {
      return OptionalInt.empty();
    }
    Instant from = since.isBefore(now.minus(LOOK_BACK)) ? now.minus(LOOK_BACK) : since;
    return metrics.connected(resource, CLIENT, from, now).stream()
        .filter(b -> !b.start().isBefore(since) && !b.end().isAfter(now))
        .max(Comparator.comparing(Bucket::start))
        .map(b -> OptionalInt.of(b.value()))
        .orElseGet(OptionalInt::empty);
  }
}
