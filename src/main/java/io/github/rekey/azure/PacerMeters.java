package io.github.rekey.azure;

import io.github.rekey.rotation.Urgency;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** What a pacer shows of itself: tokens left, who waits, calls, waits and refusals. */
final class PacerMeters {
  private final MeterRegistry meters;
  private final Pacer pacer;

  PacerMeters(MeterRegistry meters, Pacer pacer) {
    this.meters = meters;
    this.pacer = pacer;
    for (Urgency.Band band : Urgency.Band.values()) {
      Gauge.builder("rekey.arm.waiting", pacer, each -> each.waiting(band))
          .tag("urgency", label(band))
          .register(meters);
    }
  }

  private static String label(Urgency.Band band) {
    return band.name().toLowerCase(Locale.ROOT);
  }

  /** From now on the bucket's tokens are shown. */
  void follow(String subscription, CallKind kind) {
    Gauge.builder("rekey.arm.tokens", pacer, each -> each.left(subscription, kind))
        .tag("subscription", subscription)
        .tag("kind", kind.label())
        .register(meters);
  }

  void sent(CallKind kind) {
    meters.counter("rekey.arm.calls", "kind", kind.label()).increment();
  }

  void waited(Urgency.Band band) {
    meters.counter("rekey.arm.waits", "urgency", label(band)).increment();
  }

  void refused(CallKind kind) {
    meters.counter("rekey.arm.throttled", "kind", kind.label()).increment();
  }
}
