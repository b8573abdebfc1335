package io.github.rekey;

import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.triage.Reconciler;
import io.github.rekey.triage.Reconciler.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has each resource looked at and tells how it went: what could not be seen is no alert. */
final class Reconciliation {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
  private final Reconciler reconciler;
  private final MeterRegistry meters;

  /** Counts {@code rekey.reconcile.looks} by result: calm, drifted, not-seen, left-alone. */
  Reconciliation(Reconciler reconciler, MeterRegistry meters) {
    this.reconciler = reconciler;
    this.meters = meters;
  }

  void look(ManagedResource resource) {
    Outcome outcome = reconciler.look(resource);
    if (outcome instanceof Outcome.Drifted drifted) {
      LOG.warn("keys of {} drifted: {}", resource.id().name(), drifted.sentence());
      count("drifted");
    } else if (outcome instanceof Outcome.NotSeen notSeen) {
      notSeen
          .unread()
          .forEach(each -> LOG.warn("cannot compare {}: {}", resource.id().name(), each));
      count("not-seen");
    } else {
      count(outcome instanceof Outcome.Calm ? "calm" : "left-alone");
    }
  }

  private void count(String result) {
    meters.counter("rekey.reconcile.looks", "result", result).increment();
  }
}
