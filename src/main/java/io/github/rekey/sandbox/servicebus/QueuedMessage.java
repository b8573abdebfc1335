package io.github.rekey.sandbox.servicebus;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message in a queue: its place, its times, its lock and how often it was delivered in vain. */
final class QueuedMessage {
  static final long NEVER = Long.MAX_VALUE;

  /** The numbers are those of the x-opt-message-state annotation. */
  enum State {
    ACTIVE(0),
    DEFERRED(1),
    SCHEDULED(2);

    private final int code;

    State(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  /**
   * @param holder null when it was taken by sequence number, over no link
   */
  record Lock(UUID token, long until, @Nullable Consumer holder) {}

  private final Envelope envelope;
  private long sequence;
  private long enqueuedAt;
  private long expiresAt = NEVER;
  private int failedDeliveries;
  private State state = State.ACTIVE;
  private @Nullable Lock lock;

  QueuedMessage(Envelope envelope, long sequence) {
    this.envelope = envelope;
    this.sequence = sequence;
  }

  Envelope envelope() {
    return envelope;
  }

  long sequence() {
    return sequence;
  }

  /** Milliseconds since 1970; of a scheduled message the time at which it is due. */
  long enqueuedAt() {
    return enqueuedAt;
  }

  long expiresAt() {
    return expiresAt;
  }

  int failedDeliveries() {
    return failedDeliveries;
  }

  State state() {
    return state;
  }

  @Nullable Lock lock() {
    return lock;
  }

  void schedule(long due) {
    state = State.SCHEDULED;
    enqueuedAt = due;
  }

  void activate(long newSequence, long now, long timeToLive) {
    state = State.ACTIVE;
    sequence = newSequence;
    enqueuedAt = now;
    if (timeToLive < NEVER - now) {
      expiresAt = now + timeToLive;
      envelope.setLifetime(now, timeToLive);
    }
  }

  void defer() {
    state = State.DEFERRED;
  }

  void bury() {
    state = State.ACTIVE;
    expiresAt = NEVER;
  }

  void setLock(@Nullable Lock newLock) {
    lock = newLock;
  }

  void countFailure() {
    failedDeliveries++;
  }
}
