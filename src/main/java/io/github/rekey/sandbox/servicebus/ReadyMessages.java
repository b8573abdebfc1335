package io.github.rekey.sandbox.servicebus;

import java.util.Iterator;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Messages ready to be delivered, lowest sequence number first. */
final class ReadyMessages {
  private final NavigableMap<Long, QueuedMessage> bySequence = new TreeMap<>();

  /** So that a long backlog is not searched for expired messages at every tick. */
  private long nextExpiry = QueuedMessage.NEVER;

  void put(QueuedMessage message) {
    bySequence.put(message.sequence(), message);
    nextExpiry = Math.min(nextExpiry, message.expiresAt());
  }

  QueuedMessage takeFirst() {
    return bySequence.pollFirstEntry().getValue();
  }

  long firstSequence() {
    return bySequence.firstKey();
  }

  boolean isEmpty() {
    return bySequence.isEmpty();
  }

  int size() {
    return bySequence.size();
  }

  Stream<QueuedMessage> messages() {
    return bySequence.values().stream();
  }

  /**
   * @param buried says whether a message has expired, and if so has it dealt with
   */
  void sweep(long now, Predicate<QueuedMessage> buried) {
    if (now < nextExpiry) {
      return;
    }
    nextExpiry = QueuedMessage.NEVER;
    for (Iterator<QueuedMessage> it = bySequence.values().iterator(); it.hasNext(); ) {
      QueuedMessage message = it.next();
      if (buried.test(message)) {
        it.remove();
      } else {
        nextExpiry = Math.min(nextExpiry, message.expiresAt());
      }
    }
  }
}
