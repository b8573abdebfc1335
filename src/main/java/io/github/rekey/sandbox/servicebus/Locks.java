package io.github.rekey.sandbox.servicebus;

import io.github.rekey.sandbox.servicebus.QueuedMessage.Lock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The peek-locks of one queue, by lock token. */
final class Locks {
  private final Map<UUID, QueuedMessage> locked = new LinkedHashMap<>();

  void lock(QueuedMessage message, long until, @Nullable Consumer holder) {
    Lock lock = new Lock(UUID.randomUUID(), until, holder);
    message.setLock(lock);
    locked.put(lock.token(), message);
  }

  void unlock(QueuedMessage message) {
    Lock lock = message.lock();
    if (lock != null) {
      locked.remove(lock.token());
      message.setLock(null);
    }
  }

  /** The message under a lock that still holds. */
  QueuedMessage find(UUID token, long now) {
    QueuedMessage message = locked.get(token);
    if (message == null || lapsed(message, now)) {
      throw Refusal.lockLost();
    }
    return message;
  }

  void extend(QueuedMessage message, long until) {
    Lock lock = message.lock();
    if (lock != null) {
      message.setLock(new Lock(lock.token(), until, lock.holder()));
    }
  }

  List<QueuedMessage> heldBy(Consumer holder) {
    return matching(m -> m.lock() != null && m.lock().holder() == holder);
  }

  List<QueuedMessage> lapsed(long now) {
    return matching(m -> lapsed(m, now));
  }

  Stream<QueuedMessage> messages() {
    return locked.values().stream();
  }

  int size() {
    return locked.size();
  }

  private List<QueuedMessage> matching(Predicate<QueuedMessage> wanted) {
    return locked.values().stream().filter(wanted).toList();
  }

  private static boolean lapsed(QueuedMessage message, long now) {
    Lock lock = message.lock();
    return lock == null || lock.until() <= now;
  }
}
