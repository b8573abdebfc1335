package io.github.rekey.triage;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The connected clients of one resource, as far as events told. In any order, any number of times:
 * who has left does not come again by an event that was overtaken. Not thread-safe.
 */
final class Crowd {
  /** An event that comes later than this says nothing certain of now: who came may have left. */
  private static final Duration LATE = Duration.ofMinutes(2);

  private final Instant began;
  private final Set<String> connected = new HashSet<>();

  /** When each one left, the longest ago first. */
  private final Map<String, Instant> left = new LinkedHashMap<>();

  private final Peaks peaks = new Peaks();

  Crowd(Instant began) {
    this.began = began;
  }

  Instant began() {
    return began;
  }

  Peaks peaks() {
    return peaks;
  }

  int count() {
    return connected.size();
  }

  /** Connections kept in memory. */
  int size() {
    return connected.size() + left.size();
  }

  void came(String connection, Instant occurredAt, Instant now) {
    forget(now);
    boolean late = occurredAt.isBefore(now.minus(LATE));
    if (!late && !left.containsKey(connection)) {
      connected.add(connection);
      peaks.note(now, count());
    }
  }

  void left(String connection, Instant now) {
    forget(now);
    connected.remove(connection);
    left.putIfAbsent(connection, now);
    peaks.note(now, count());
  }

  /** Twice as long as an event may be late, since the sender's clock may be another. */
  private void forget(Instant now) {
    Instant horizon = now.minus(LATE.multipliedBy(2));
    Iterator<Instant> eldest = left.values().iterator();
    while (eldest.hasNext() && eldest.next().isBefore(horizon)) {
      eldest.remove();
    }
  }
}
