package io.github.rekey;

import io.github.rekey.rotation.Baseline;
import io.github.rekey.rotation.ClientMeter;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.SignalRKeys;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Counts clients by Azure Monitor's metrics; by connection events where the resource is serverless
 * (only then Azure sends them for every client) or where the metrics tell nothing.
 */
final class ConnectionEventsMeter implements ClientMeter {
  private final ClientMeter metrics;
  private final ClientMeter events;
  private final SignalRKeys keys;

  ConnectionEventsMeter(ClientMeter metrics, ClientMeter events, SignalRKeys keys) {
    this.metrics = metrics;
    this.events = events;
    this.keys = keys;
  }

  @Override
  public Optional<Baseline> baseline(ResourceId resource, Instant before) {
    Optional<Baseline> counted = events.baseline(resource, before);
    return counted.isPresent() && serverless(resource)
        ? counted
        : metrics.baseline(resource, before).or(() -> counted);
  }

  @Override
  public OptionalInt clients(ResourceId resource, Instant since) {
    OptionalInt counted = events.clients(resource, since);
    if (counted.isPresent() && serverless(resource)) {
      return counted;
    }
    OptionalInt measured = metrics.clients(resource, since);
    return measured.isPresent() ? measured : counted;
  }

  /** Asked only about resources with connection events, which are few. */
  private boolean serverless(ResourceId resource) {
    return keys.describe(resource).serviceMode().equalsIgnoreCase("Serverless");
  }
}
