package io.github.rekey.sandbox.servicebus;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One queue, subscription or dead-letter queue. Decides which message goes to which consumer and
 * what becomes of it; does no I/O. Not thread-safe.
 */
final class MessageQueue {
  private final Clock clock;
  private final @Nullable MessageQueue deadLetters;
  private final Tally tally = new Tally();
  private final Locks locks = new Locks();
  private final Handout handout;
  private final @Nullable CompetingHandout competing;
  private final @Nullable SessionHandout sessions;
  private final Arrivals arrivals;
  private final Settlements settlements;

  /**
   * @param deadLetters null for a queue of dead letters
   */
  MessageQueue(QueueOptions options, Clock clock, @Nullable MessageQueue deadLetters) {
    this.clock = clock;
    this.deadLetters = deadLetters;
    Graveyard graveyard = new Graveyard(options, deadLetters, tally);
    Deliveries deliveries = new Deliveries(locks, graveyard, tally);
    if (options.requiresSession()) {
      sessions = new SessionHandout(options, locks, graveyard, deliveries);
      competing = null;
      handout = sessions;
    } else {
      competing = new CompetingHandout(options, graveyard, deliveries);
      sessions = null;
      handout = competing;
    }
    arrivals = new Arrivals(options, handout, tally);
    settlements = new Settlements(options, locks, graveyard, handout, tally);
  }

  long enqueue(Envelope envelope) {
    long sequence = arrivals.take(envelope, now());
    pump();
    return sequence;
  }

  /**
   * Takes a message over from the queue that these are the dead letters of; it keeps its sequence
   * number (assumption).
   */
  void admit(QueuedMessage message) {
    tally.accepted();
    handout.put(message);
    pump();
  }

  void cancelScheduled(long sequence) {
    arrivals.cancel(sequence);
  }

  void attach(Consumer consumer) {
    if (competing == null) {
      throw Refusal.notAllowed(
          "It is not possible for an entity that requires sessions to create a non-sessionful"
              + " message receiver.");
    }
    competing.attach(consumer);
    pump();
  }

  void acceptSession(String id, Consumer consumer) {
    sessions().accept(id, consumer, now());
    pump();
  }

  /** Ends the consumer if no session is free within the time given. */
  void acceptNextSession(Consumer consumer, long timeoutMillis) {
    sessions().acceptNext(consumer, now() + timeoutMillis);
    pump();
  }

  void detach(Consumer consumer) {
    if (handout.detach(consumer)) {
      settlements.giveBackAllOf(consumer);
    }
    pump();
  }

  long renewSession(String id) {
    return sessions().renew(id, now());
  }

  byte @Nullable [] sessionState(String id) {
    return sessions().state(id);
  }

  void setSessionState(String id, byte @Nullable [] state) {
    sessions().setState(id, state);
  }

  void complete(UUID token) {
    settlements.complete(token, now());
  }

  void abandon(UUID token, Map<?, ?> properties) {
    settlements.abandon(token, properties, now());
    pump();
  }

  void defer(UUID token, Map<?, ?> properties) {
    settlements.defer(token, properties, now());
  }

  void deadLetter(
      UUID token, @Nullable String reason, @Nullable String description, Map<?, ?> properties) {
    settlements.deadLetter(token, reason, description, properties, now());
    pump();
  }

  void release(UUID token) {
    settlements.release(token, now());
    pump();
  }

  long renew(UUID token) {
    return settlements.renew(token, now());
  }

  List<QueuedMessage> receiveDeferred(Collection<Long> sequences, boolean delete) {
    return settlements.receiveDeferred(sequences, delete, now());
  }

  /** Messages in whatever state, without locking them. */
  List<QueuedMessage> peek(long fromSequence, int count, @Nullable String sessionId) {
    NavigableMap<Long, QueuedMessage> bySequence = new TreeMap<>();
    all().forEach(message -> bySequence.put(message.sequence(), message));
    return bySequence.tailMap(fromSequence, true).values().stream()
        .filter(m -> sessionId == null || sessionId.equals(m.envelope().sessionId()))
        .limit(count)
        .toList();
  }

  List<DeadLetter> deadLetters() {
    if (deadLetters == null) {
      return List.of();
    }
    return deadLetters.peek(0, Integer.MAX_VALUE, null).stream()
        .map(QueuedMessage::envelope)
        .map(
            e ->
                new DeadLetter(
                    e.messageId(), e.property(Envelope.REASON), e.property(Envelope.DESCRIPTION)))
        .toList();
  }

  Counts counts() {
    return tally.counts(
        (int) handout.messages().count(),
        locks.size(),
        arrivals.scheduledCount(),
        settlements.deferredCount(),
        deadLetters == null ? 0 : (int) deadLetters.all().count());
  }

  void tick() {
    long now = now();
    arrivals.activateDue(now);
    settlements.failLapsed(now);
    handout.sweepExpired(now);
    pump();
  }

  void pump() {
    handout.pump(now());
  }

  private Stream<QueuedMessage> all() {
    return Stream.of(
            handout.messages(), locks.messages(), arrivals.scheduled(), settlements.deferred())
        .flatMap(messages -> messages);
  }

  private SessionHandout sessions() {
    if (sessions == null) {
      throw Refusal.notAllowed(
          "A sessionful message receiver cannot be created on an entity that does not require"
              + " sessions.");
    }
    return sessions;
  }

  private long now() {
    return clock.millis();
  }
}
