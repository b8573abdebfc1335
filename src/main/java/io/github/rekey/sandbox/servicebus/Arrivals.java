package io.github.rekey.sandbox.servicebus;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What happens to a message between its sender and the moment it is ready. */
final class Arrivals {
  private final NavigableMap<Long, QueuedMessage> scheduled = new TreeMap<>();
  private final QueueOptions options;
  private final DuplicateHistory history;
  private final Handout handout;
  private final Tally tally;
  private long lastSequence;

  Arrivals(QueueOptions options, Handout handout, Tally tally) {
    this.options = options;
    this.history = new DuplicateHistory(options.duplicateDetection());
    this.handout = handout;
    this.tally = tally;
  }

  /** Its sequence number; of a duplicate, which is dropped without a word, the last one given. */
  long take(Envelope envelope, long now) {
    if (options.requiresSession() && envelope.sessionId() == null) {
      throw Refusal.notAllowed(
          "The SessionId was not set on a message, and it cannot be sent to the entity.");
    }
    if (!history.remember(envelope.messageId(), now)) {
      tally.duplicate();
      return lastSequence;
    }
    tally.accepted();
    QueuedMessage message = new QueuedMessage(envelope, ++lastSequence);
    long due = envelope.scheduledFor().orElse(now);
    if (due > now) {
      message.schedule(due);
      scheduled.put(message.sequence(), message);
    } else {
      activate(message, lastSequence, now);
    }
    return message.sequence();
  }

  void cancel(long sequence) {
    if (scheduled.remove(sequence) == null) {
      throw Refusal.messageNotFound();
    }
  }

  /** A scheduled message gets a new sequence number when it becomes active. */
  void activateDue(long now) {
    List<QueuedMessage> due =
        scheduled.values().stream().filter(m -> m.enqueuedAt() <= now).toList();
    for (QueuedMessage message : due) {
      scheduled.remove(message.sequence());
      activate(message, ++lastSequence, now);
    }
  }

  Stream<QueuedMessage> scheduled() {
    return scheduled.values().stream();
  }

  int scheduledCount() {
    return scheduled.size();
  }

  private void activate(QueuedMessage message, long sequence, long now) {
    long wanted = message.envelope().timeToLive();
    long limit = options.timeToLive().toMillis();
    message.activate(sequence, now, wanted > 0 ? Math.min(wanted, limit) : limit);
    handout.put(message);
  }
}
