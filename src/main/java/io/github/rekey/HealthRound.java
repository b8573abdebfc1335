package io.github.rekey;

import io.github.rekey.intake.HealthPoller;
import io.github.rekey.rotation.CallFailed;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a subscription's health events asked for, and tells where Azure does not answer. */
record HealthRound(HealthPoller poller, MeterRegistry meters) {
  private static final Logger LOG = LoggerFactory.getLogger(HealthRound.class);

  /** Counts {@code rekey.health.polls} by result: answered or failed. */
  void ask(String subscription) {
    try {
      poller.poll(subscription);
      count("answered");
    } catch (CallFailed failed) {
      LOG.warn("Service Health cannot be asked; alerts still come: {}", failed.getMessage());
      count("failed");
    }
  }

  private void count(String result) {
    meters.counter("rekey.health.polls", "result", result).increment();
  }
}
