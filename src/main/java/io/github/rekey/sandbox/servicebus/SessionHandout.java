package io.github.rekey.sandbox.servicebus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** With sessions: each session's messages in order to the one consumer that owns the session. */
final class SessionHandout implements Handout {
  private record Waiting(Consumer consumer, long until) {}

  private final Map<String, MessageSession> sessions = new LinkedHashMap<>();
  private final Set<MessageSession> owned = new LinkedHashSet<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private final QueueOptions options;
  private final Locks locks;
  private final Graveyard graveyard;
  private final Deliveries deliveries;

  SessionHandout(QueueOptions options, Locks locks, Graveyard graveyard, Deliveries deliveries) {
    this.options = options;
    this.locks = locks;
    this.graveyard = graveyard;
    this.deliveries = deliveries;
  }

  /** Gives the session to the consumer, whether it has messages or not. */
  void accept(String id, Consumer consumer, long now) {
    MessageSession session = session(id);
    if (session.owner() != null) {
      throw Refusal.sessionTaken(id);
    }
    grant(session, consumer, now);
  }

  /** Gives the consumer the next free session that has messages, once there is one. */
  void acceptNext(Consumer consumer, long until) {
    waiting.add(new Waiting(consumer, until));
  }

  /** Milliseconds since 1970 until which the session is locked. */
  long renew(String id, long now) {
    MessageSession session = sessions.get(id);
    Consumer owner = session == null ? null : session.owner();
    if (session == null || owner == null) {
      throw Refusal.sessionLockLost();
    }
    long until = lockFrom(now);
    session.extend(until);
    locks.heldBy(owner).forEach(message -> locks.extend(message, until));
    return until;
  }

  byte @Nullable [] state(String id) {
    MessageSession session = sessions.get(id);
    return session == null ? null : session.state();
  }

  void setState(String id, byte @Nullable [] state) {
    MessageSession session = session(id);
    session.setState(state);
    forgetIfSpent(session);
  }

  @Override
  public void put(QueuedMessage message) {
    session(String.valueOf(message.envelope().sessionId())).ready().put(message);
  }

  @Override
  public void pump(long now) {
    Optional<MessageSession> free = nextFree();
    while (!waiting.isEmpty() && free.isPresent()) {
      grant(free.get(), waiting.remove(0).consumer(), now);
      free = nextFree();
    }
    for (MessageSession session : owned) {
      Consumer owner = session.owner();
      while (owner != null && owner.hasCredit() && !session.ready().isEmpty()) {
        deliveries.hand(session.ready().takeFirst(), owner, session.lockedUntil(), now);
      }
    }
  }

  @Override
  public List<QueuedMessage> lapse(long now) {
    waiting.stream()
        .filter(w -> w.until() <= now)
        .forEach(w -> w.consumer().end(Refusal.noSessionInTime()));
    waiting.removeIf(w -> w.until() <= now);
    List<QueuedMessage> failed = new ArrayList<>();
    for (MessageSession session : List.copyOf(owned)) {
      Consumer owner = session.owner();
      if (owner != null && session.lockedUntil() <= now) {
        failed.addAll(locks.heldBy(owner));
        disown(session);
        owner.end(Refusal.sessionLockLost());
      }
    }
    return failed;
  }

  @Override
  public void sweepExpired(long now) {
    for (MessageSession session : List.copyOf(sessions.values())) {
      session.ready().sweep(now, message -> graveyard.takeExpired(message, now));
      forgetIfSpent(session);
    }
  }

  @Override
  public boolean detach(Consumer consumer) {
    waiting.removeIf(w -> w.consumer() == consumer);
    owned.stream().filter(s -> s.owner() == consumer).findFirst().ifPresent(this::disown);
    return true;
  }

  @Override
  public Stream<QueuedMessage> messages() {
    return sessions.values().stream().flatMap(session -> session.ready().messages());
  }

  private MessageSession session(String id) {
    return sessions.computeIfAbsent(id, MessageSession::new);
  }

  private Optional<MessageSession> nextFree() {
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    return sessions.values().stream()
        .filter(MessageSession::waitsForAnOwner)
        .min(Comparator.comparingLong(session -> session.ready().firstSequence()));
  }

  private void grant(MessageSession session, Consumer consumer, long now) {
    session.own(consumer, lockFrom(now));
    owned.add(session);
    consumer.granted(session);
  }

  private void disown(MessageSession session) {
    session.disown();
    owned.remove(session);
    forgetIfSpent(session);
  }

  private void forgetIfSpent(MessageSession session) {
    if (session.isSpent()) {
      sessions.remove(session.id());
    }
  }

  private long lockFrom(long now) {
    return now + options.lockDuration().toMillis();
  }
}
