package io.github.rekey.triage;

import io.github.rekey.rotation.Fleet;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Turnstiles for tests, over incidents in memory. */
public final class Turnstiles {
  private Turnstiles() {}

  /** One that applies a policy without rules and wakes nobody. */
  public static Turnstile of(Policy policy, Fleet fleet, PaperIncidents incidents, Clock clock) {
    return of(policy, fleet, incidents, new PaperLine(incidents), clock);
  }

  static Turnstile of(Policy policy, Fleet fleet, Incidents incidents, Line line, Clock clock) {
    return new Turnstile(
        Rulebook.of(policy),
        resource -> Optional.of(Map.of()),
        fleet,
        incidents,
        line,
        resource -> {},
        clock);
  }
}
