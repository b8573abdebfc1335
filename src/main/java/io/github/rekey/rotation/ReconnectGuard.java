package io.github.rekey.rotation;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;

/**
 * Holds the next wave of restarts until the clients that the last wave dropped are back. It
 * compares the newest count since then with the most clients of the half hour before; where nobody
 * was connected there is nobody to wait for.
 */
public final class ReconnectGuard implements WaveGate {
  private final ClientMeter meter;
  private final ToDoubleFunction<ResourceId> share;
  private final Clock clock;

  /**
   * @param share of a resource's clients that must be back, above 0 and at most 1
   */
  public ReconnectGuard(ClientMeter meter, ToDoubleFunction<ResourceId> share, Clock clock) {
    this.meter = meter;
    this.share = share;
    this.clock = clock;
  }

  @Override
  public Optional<String> hold(ResourceId resource, Instant lastChange) {
    int before = meter.baseline(resource, lastChange).map(Baseline::clients).orElse(0);
    if (before <= 0) {
      return Optional.empty();
    }
    OptionalInt now = meter.clients(resource, lastChange);
    if (now.isEmpty()) {
      return Optional.of("a count of clients since the last wave at " + lastChange);
    }
    int needed = (int) Math.ceil(before * share.applyAsDouble(resource));
    return now.getAsInt() >= needed
        ? Optional.empty()
        : Optional.of(
            "clients to come back before the next wave: %d of %d are, %d needed%s"
                .formatted(now.getAsInt(), before, needed, late(lastChange)));
  }

  private String late(Instant lastChange) {
    return clock.instant().isAfter(lastChange.plus(RECONNECT_BUDGET))
        ? "; by default a client gives up after %d s, so some may not come back by themselves"
            .formatted(RECONNECT_BUDGET.toSeconds())
        : "";
  }
}
