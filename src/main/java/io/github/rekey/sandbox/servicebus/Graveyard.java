package io.github.rekey.sandbox.servicebus;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides which messages of a queue are beyond delivery, and moves them to its dead letters. */
final class Graveyard {
  private final QueueOptions options;
  private final @Nullable MessageQueue deadLetters;
  private final Tally tally;

  /**
   * @param deadLetters null for a queue of dead letters, whose messages stay there (assumption)
   */
  Graveyard(QueueOptions options, @Nullable MessageQueue deadLetters, Tally tally) {
    this.options = options;
    this.deadLetters = deadLetters;
    this.tally = tally;
  }

  /** True if the message has expired and is gone. */
  boolean takeExpired(QueuedMessage message, long now) {
    if (message.expiresAt() > now) {
      return false;
    }
    if (options.deadLetterOnExpiry()) {
      take(message, "TTLExpiredException", "The message expired and was dead lettered.", Map.of());
    }
    return true;
  }

  /** True if the message has failed too often and is gone. */
  boolean takeWornOut(QueuedMessage message) {
    int limit = options.maxDeliveryCount();
    return message.failedDeliveries() >= limit
        && take(
            message,
            "MaxDeliveryCountExceeded",
            "Message could not be consumed after " + limit + " delivery attempts.",
            Map.of());
  }

  /** False if this queue has no dead letters. */
  boolean take(
      QueuedMessage message,
      @Nullable String reason,
      @Nullable String description,
      Map<?, ?> properties) {
    if (deadLetters == null) {
      return false;
    }
    Map<Object, Object> added = new LinkedHashMap<>(properties);
    if (reason != null) {
      added.put(Envelope.REASON, reason);
    }
    if (description != null) {
      added.put(Envelope.DESCRIPTION, description);
    }
    message.envelope().addProperties(added);
    message.bury();
    tally.deadLettered();
    deadLetters.admit(message);
    return true;
  }
}
