package io.github.rekey.sandbox.servicebus;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a queue behaves.
 *
 * @param lockDuration how long a received message, or an accepted session, stays locked
 * @param timeToLive upper bound of every message's time to live
 * @param duplicateDetection how long a message id is remembered; null: duplicates are kept
 * @param maxDeliveryCount failed deliveries after which a message is dead-lettered
 * @param requiresSession whether only messages with a session id are taken
 * @param deadLetterOnExpiry whether expired messages are dead-lettered instead of dropped
 * @param releaseOnDetach whether the messages of a closed link are given back at once; Azure keeps
 *     them locked until the lock runs out (azure-sdk-for-net issue 21869)
 */
public record QueueOptions(
    Duration lockDuration,
    Duration timeToLive,
    @Nullable Duration duplicateDetection,
    int maxDeliveryCount,
    boolean requiresSession,
    boolean deadLetterOnExpiry,
    boolean releaseOnDetach) {

  /** Azure's defaults: 60 s lock, 14 days to live, 10 deliveries, everything else off. */
  public static QueueOptions defaults() {
    return new QueueOptions(
        Duration.ofSeconds(60), Duration.ofDays(14), null, 10, false, false, false);
  }

  public QueueOptions withLockDuration(Duration duration) {
    return new QueueOptions(
        duration,
        timeToLive,
        duplicateDetection,
        maxDeliveryCount,
        requiresSession,
        deadLetterOnExpiry,
        releaseOnDetach);
  }

  public QueueOptions withTimeToLive(Duration limit) {
    return new QueueOptions(
        lockDuration,
        limit,
        duplicateDetection,
        maxDeliveryCount,
        requiresSession,
        deadLetterOnExpiry,
        releaseOnDetach);
  }

  public QueueOptions withDuplicateDetection(Duration window) {
    return new QueueOptions(
        lockDuration,
        timeToLive,
        window,
        maxDeliveryCount,
        requiresSession,
        deadLetterOnExpiry,
        releaseOnDetach);
  }

  public QueueOptions withMaxDeliveryCount(int deliveries) {
    return new QueueOptions(
        lockDuration,
        timeToLive,
        duplicateDetection,
        deliveries,
        requiresSession,
        deadLetterOnExpiry,
        releaseOnDetach);
  }

  public QueueOptions withSessions() {
    return new QueueOptions(
        lockDuration,
        timeToLive,
        duplicateDetection,
        maxDeliveryCount,
        true,
        deadLetterOnExpiry,
        releaseOnDetach);
  }

  public QueueOptions withDeadLetterOnExpiry() {
    return new QueueOptions(
        lockDuration,
        timeToLive,
        duplicateDetection,
        maxDeliveryCount,
        requiresSession,
        true,
        releaseOnDetach);
  }

  public QueueOptions withReleaseOnDetach() {
    return new QueueOptions(
        lockDuration,
        timeToLive,
        duplicateDetection,
        maxDeliveryCount,
        requiresSession,
        deadLetterOnExpiry,
        true);
  }

  /** A dead-letter queue never expires, counts or loses anything. */
  QueueOptions forDeadLetters() {
    return new QueueOptions(
        lockDuration, timeToLive, null, Integer.MAX_VALUE, false, false, releaseOnDetach);
  }
}
