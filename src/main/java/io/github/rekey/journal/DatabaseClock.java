package io.github.rekey.journal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A clock that follows the database's, so that replicas agree on the time whatever their machines
 * say. It measures now and then how far its own clock is off; reading it asks nobody.
 */
final class DatabaseClock extends Clock {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);
  private static final int SAMPLES = 5;

  /** A step back that is waited out rather than shown. */
  private static final Duration STAND_STILL = Duration.ofSeconds(1);

  private final InstantSource own;
  private final Supplier<Instant> database;
  private Duration offset = Duration.ZERO;
  private Instant latest = Instant.MIN;

  /** The offset of one measurement, and how long the database took to answer. */
  private record Sample(Duration offset, Duration took) {}

  /**
   * @param own this process's clock, right or wrong
   * @param database asks the database for its time
   */
  DatabaseClock(InstantSource own, Supplier<Instant> database) {
    this.own = own;
    this.database = database;
  }

  /** Asks the database several times and believes the quickest answer. */
  void measure() {
    Sample best = sample();
    for (int i = 1; i < SAMPLES; i++) {
      Sample next = sample();
      best = next.took().compareTo(best.took()) < 0 ? next : best;
    }
    follow(best);
  }

  private Sample sample() {
    Instant asked = own.instant();
    Instant told = database.get();
    Duration took = Duration.between(asked, own.instant());
    return new Sample(Duration.between(asked.plus(took.dividedBy(2)), told), took);
  }

  private synchronized void follow(Sample measured) {
    Duration change = measured.offset().minus(offset);
    offset = measured.offset();
    if (change.abs().compareTo(STAND_STILL) > 0) {
      LOG.info("the database's clock differs from this process's by {}", offset);
      latest = Instant.MIN;
    }
  }

  /** Never goes back, unless the database's clock did so by more than a moment. */
  @Override
  public synchronized Instant instant() {
    Instant now = own.instant().plus(offset);
    latest = now.isAfter(latest) ? now : latest;
    return latest;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("time is kept in UTC");
  }
}
