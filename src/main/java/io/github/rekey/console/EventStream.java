package io.github.rekey.console;

import io.github.rekey.triage.Feed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Hands happenings to whoever watches. Keeps the last {@value #KEPT} for those who come back, and
 * drops a subscriber whose buffer is full rather than wait for it.
 */
public final class EventStream implements Feed, AutoCloseable {
  static final int KEPT = 1000;
  static final int MOST_SUBSCRIBERS = 64;
  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final Deque<Event> kept = new ArrayDeque<>();
  private final Set<Subscription> subscriptions = new LinkedHashSet<>();
  private long last;
  private boolean closed;

  @Override
  public synchronized void publish(Happening happening) {
    last++;
    Event event = new Event(last, run + "-" + last, happening);
    kept.addLast(event);
    if (kept.size() > KEPT) {
      kept.removeFirst();
    }
    subscriptions.removeIf(subscription -> !subscription.offer(event));
  }

  /**
   * Subscribes from now on, or from where {@code lastEventId} ends; an id of another run of the
   * process, or one of no run, means everything that is kept. Empty if too many watch already.
   */
  synchronized Optional<Subscription> subscribe(@Nullable String lastEventId) {
    if (closed || subscriptions.size() >= MOST_SUBSCRIBERS) {
      return Optional.empty();
    }
    long seen = lastEventId == null ? last : number(lastEventId);
    boolean gap = seen > 0 && seen < last - kept.size();
    List<Event> missed = new ArrayList<>();
    kept.stream().filter(event -> event.number() > seen).forEach(missed::add);
    Subscription subscription = new Subscription(missed, gap);
    subscriptions.add(subscription);
    return Optional.of(subscription);
  }

  synchronized void unsubscribe(Subscription subscription) {
    subscriptions.remove(subscription);
    subscription.close();
  }

  synchronized int subscribers() {
    return subscriptions.size();
  }

  /** Ends every subscription. */
  @Override
  public synchronized void close() {
    closed = true;
    subscriptions.forEach(Subscription::close);
    subscriptions.clear();
  }

  private long number(String lastEventId) {
    String prefix = run + "-";
    String digits = lastEventId.startsWith(prefix) ? lastEventId.substring(prefix.length()) : "";
    return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : 0;
  }

  /**
   * @param id the number, marked with the run of the process that it belongs to
   */
  record Event(long number, String id, Happening happening) {}
}
