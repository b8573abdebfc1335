package io.github.rekey.sandbox.arm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Holds at most so many tokens and refills steadily. Thread-safe. */
final class TokenBucket {
  private final double capacity;
  private final double refillPerSecond;
  private final Clock clock;
  private double tokens;
  private Instant filled;

  TokenBucket(double capacity, double refillPerSecond, Clock clock) {
    this.capacity = capacity;
    this.refillPerSecond = refillPerSecond;
    this.clock = clock;
    this.tokens = capacity;
    this.filled = clock.instant();
  }

  /** Takes a token; false if there is none. */
  synchronized boolean take() {
    refill();
    if (tokens < 1) {
      return false;
    }
    tokens -= 1;
    return true;
  }

  synchronized int left() {
    refill();
    return (int) tokens;
  }

  /** Whole seconds until there is a token again, at least 1. */
  synchronized long secondsUntilNext() {
    refill();
    return Math.max(1, (long) Math.ceil((1 - tokens) / refillPerSecond));
  }

  private void refill() {
    Instant now = clock.instant();
    double seconds = Duration.between(filled, now).toNanos() / 1e9;
    tokens = Math.min(capacity, tokens + seconds * refillPerSecond);
    filled = now;
  }
}
