package io.github.rekey.azure;

import java.time.Duration;
import java.time.Instant;

/**
 * What is left of one of Azure's token buckets, as far as can be told from here: refilled by the
 * clock, corrected by what answers say, closed while Azure asks to be left alone. Not thread-safe.
 */
final class TokenBucket {
  private static final double NANOS = 1e9;

  private final ArmLimits.Limit limit;
  private double tokens;
  private Instant filled;
  private Instant closedUntil = Instant.MIN;

  TokenBucket(ArmLimits.Limit limit, Instant now) {
    this.limit = limit;
    this.tokens = limit.bucket();
    this.filled = now;
  }

  double capacity() {
    return limit.bucket();
  }

  /** Nothing while it is closed. */
  double left(Instant now) {
    refill(now);
    return now.isBefore(closedUntil) ? 0 : tokens;
  }

  void take(int calls) {
    tokens -= calls;
  }

  void giveBack(int calls) {
    tokens = Math.min(capacity(), tokens + calls);
  }

  /** Azure says how much is left; whatever else spends the same bucket is in that. */
  void heard(double left, Instant now) {
    refill(now);
    tokens = Math.min(capacity(), left);
  }

  /** Azure refuses for so long: the bucket is empty when it opens again. */
  void close(Instant until, Instant now) {
    refill(now);
    tokens = Math.min(tokens, 0);
    if (until.isAfter(closedUntil)) {
      closedUntil = until;
      filled = until;
    }
  }

  /** How long until so many are there, if nobody takes any; zero if they are. */
  Duration until(double wanted, Instant now) {
    refill(now);
    double missing = wanted - tokens;
    Duration filling =
        missing <= 0
            ? Duration.ZERO
            : Duration.ofNanos((long) (missing / limit.perSecond() * NANOS));
    return now.isBefore(closedUntil) ? Duration.between(now, closedUntil).plus(filling) : filling;
  }

  private void refill(Instant now) {
    if (now.isAfter(filled)) {
      double seconds = Duration.between(filled, now).toNanos() / NANOS;
      tokens = Math.min(capacity(), tokens + seconds * limit.perSecond());
      filled = now;
    }
  }
}
