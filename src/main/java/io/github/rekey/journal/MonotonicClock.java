package io.github.rekey.journal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * This process's time since its start, on top of what the machine's clock said then. Whoever sets
 * the machine's clock meanwhile does not move it.
 */
final class MonotonicClock implements InstantSource {
  private final Instant started = Clock.systemUTC().instant();
  private final long nanos = System.nanoTime();

  @Override
  public Instant instant() {
    return started.plus(Duration.ofNanos(System.nanoTime() - nanos));
  }
}
