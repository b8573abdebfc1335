package io.github.rekey;

import io.github.rekey.triage.Escalation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What Rekey looks after by itself, whether or not anything is reported.
 *
 * @param reconcile about how often the keys of each resource are compared with those that its
 *     targets hold and with those seen last
 * @param health about how often each subscription's Service Health events are asked for; zero for
 *     never
 * @param healthAfter how long an event is left to the alert that should bring it
 * @param deadlineSteps how long before a notice's deadline it is announced again
 */
public record WatchSettings(
    Duration reconcile,
    Duration health,
    Duration healthAfter,
    @Nullable List<Duration> deadlineSteps) {
  public WatchSettings {
    reconcile = Objects.requireNonNullElse(reconcile, Duration.ofMinutes(10));
    health = Objects.requireNonNullElse(health, Duration.ofMinutes(10));
    healthAfter = Objects.requireNonNullElse(healthAfter, Duration.ofMinutes(15));
    if (reconcile.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("reconcile is a period of a second or more");
    }
  }

  static WatchSettings standard() {
    return new WatchSettings(
        Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofMinutes(15), null);
  }

  boolean asksForHealth() {
    return !health.isZero();
  }

  Escalation escalation() {
    return deadlineSteps == null ? Escalation.standard() : new Escalation(deadlineSteps);
  }
}
