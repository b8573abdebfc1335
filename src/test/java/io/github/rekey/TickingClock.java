package io.github.rekey;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Time that passes when a test says so. */
public final class TickingClock extends Clock {
  private volatile Instant now;

  public TickingClock() {
    this(Instant.parse("2026-01-01T00:00:00Z"));
  }

  public TickingClock(Instant start) {
    now = start;
  }

  public void tick(Duration duration) {
    now = now.plus(duration);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
