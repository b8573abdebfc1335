package io.github.rekey.triage;

/** Takes alerts out of the durable inbox, one call an alert and possibly again after a crash. */
@FunctionalInterface
public interface AlertSink {
  /**
   * Attaches the alert to the incidents of the resources that it is about. Called in the
   * transaction that marks the alert as handled, which {@link Incidents} joins and {@link Wakeups}
   * waits for; if it throws, nothing of it is kept and the alert comes again later.
   */
  void accept(Alert alert);
}
