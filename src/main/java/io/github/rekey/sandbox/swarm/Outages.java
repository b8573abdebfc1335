package io.github.rekey.sandbox.swarm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Counts one client's drops and how long it was without a connection. Thread-safe. */
final class Outages {
  private final Clock clock;
  private int drops;
  private Duration total = Duration.ZERO;
  private Duration longest = Duration.ZERO;
  private @Nullable Instant since;

  Outages(Clock clock) {
    this.clock = clock;
  }

  synchronized void dropped() {
    drops++;
    since = clock.instant();
  }

  /** Ends the gap, if there is one: the first connect ends none. */
  synchronized void connected() {
    Duration gap = current();
    total = total.plus(gap);
    longest = longer(longest, gap);
    since = null;
  }

  synchronized int drops() {
    return drops;
  }

  synchronized Duration total() {
    return total.plus(current());
  }

  synchronized Duration longest() {
    return longer(longest, current());
  }

  private Duration current() {
    return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
