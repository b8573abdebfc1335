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
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Counts clients by Azure Monitor's ConnectionCount. The baseline is the highest count of the half
 * hour but for the two highest, if clients were counted often enough: one that reconnects is
 * counted twice for a moment, and canaries are counted, too.
 */
public final class MonitorClientMeter implements ClientMeter {
  private static final Duration LOOK_BACK = Duration.ofMinutes(30);
  private static final int SPIKES = 2;
  private static final int ENOUGH = 6;

  private final ConnectionMetrics metrics;
  private final Clock clock;

  public MonitorClientMeter(ConnectionMetrics metrics, Clock clock) {
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public Optional<Baseline> baseline(ResourceId resource, Instant before) {
    List<Bucket> measured =
        metrics.connected(resource, CLIENT, before.minus(LOOK_BACK), before).stream()
            .sorted(Comparator.comparingInt(Bucket::value).reversed())
            .toList();
    long connected = measured.stream().filter(b -> b.value() > 0).count();
    return measured.stream()
        .skip(connected < ENOUGH ? 0 : SPIKES)
        .findFirst()
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
