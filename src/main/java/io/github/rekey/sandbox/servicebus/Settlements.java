package io.github.rekey.sandbox.servicebus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What happens to a message after its delivery: the outcome that a consumer gives it, or none. */
final class Settlements {
  private final NavigableMap<Long, QueuedMessage> deferred = new TreeMap<>();
  private final QueueOptions options;
  private final Locks locks;
  private final Graveyard graveyard;
  private final Handout handout;
  private final Tally tally;

  Settlements(
      QueueOptions options, Locks locks, Graveyard graveyard, Handout handout, Tally tally) {
    this.options = options;
    this.locks = locks;
    this.graveyard = graveyard;
    this.handout = handout;
    this.tally = tally;
  }

  void complete(UUID token, long now) {
    locks.unlock(locks.find(token, now));
    tally.completed();
  }

  void abandon(UUID token, Map<?, ?> properties, long now) {
    QueuedMessage message = locks.find(token, now);
    message.envelope().addProperties(properties);
    tally.abandoned();
    fail(message);
  }

  void defer(UUID token, Map<?, ?> properties, long now) {
    QueuedMessage message = locks.find(token, now);
    message.envelope().addProperties(properties);
    message.defer();
    giveBack(message);
  }

  void deadLetter(
      UUID token,
      @Nullable String reason,
      @Nullable String description,
      Map<?, ?> properties,
      long now) {
    QueuedMessage message = locks.find(token, now);
    locks.unlock(message);
    if (!graveyard.take(message, reason, description, properties)) {
      putBack(message);
    }
  }

  /** Gives the message back without counting a failed delivery (assumption). */
  void release(UUID token, long now) {
    giveBack(locks.find(token, now));
  }

  /** Milliseconds since 1970 until which the message is locked. */
  long renew(UUID token, long now) {
    QueuedMessage message = locks.find(token, now);
    long until = now + options.lockDuration().toMillis();
    locks.extend(message, until);
    return until;
  }

  /** All of them or none (assumption). */
  List<QueuedMessage> receiveDeferred(Collection<Long> sequences, boolean delete, long now) {
    if (!deferred.keySet().containsAll(sequences)) {
      throw Refusal.messageNotFound();
    }
    List<QueuedMessage> received = new ArrayList<>();
    for (QueuedMessage message : sequences.stream().distinct().map(deferred::get).toList()) {
      deferred.remove(message.sequence());
      if (delete) {
        tally.completed();
      } else {
        locks.lock(message, now + options.lockDuration().toMillis(), null);
      }
      received.add(message);
    }
    return received;
  }

  void giveBackAllOf(Consumer consumer) {
    locks.heldBy(consumer).forEach(this::giveBack);
  }

  /** Deliveries whose lock, or whose session's lock, ran out have failed. */
  void failLapsed(long now) {
    handout.lapse(now).forEach(this::fail);
    locks.lapsed(now).forEach(this::fail);
  }

  Stream<QueuedMessage> deferred() {
    return deferred.values().stream();
  }

  int deferredCount() {
    return deferred.size();
  }

  private void fail(QueuedMessage message) {
    locks.unlock(message);
    message.countFailure();
    boolean setAside = message.state() == QueuedMessage.State.DEFERRED;
    if (setAside || !graveyard.takeWornOut(message)) {
      putBack(message);
    }
  }

  private void giveBack(QueuedMessage message) {
    locks.unlock(message);
    putBack(message);
  }

  private void putBack(QueuedMessage message) {
    if (message.state() == QueuedMessage.State.DEFERRED) {
      deferred.put(message.sequence(), message);
    } else {
      handout.put(message);
    }
  }
}
