package io.github.rekey.console;

import io.github.rekey.console.EventStream.Event;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One watcher's buffer: what it missed, then what comes. */
final class Subscription {
  static final int BUFFER = 256;
  private final List<Event> missed;
  private final boolean gap;
  private final BlockingQueue<Event> coming = new ArrayBlockingQueue<>(BUFFER);
  private volatile boolean closed;

  Subscription(List<Event> missed, boolean gap) {
    this.missed = missed;
    this.gap = gap;
  }

  /** Closes itself and answers false when the watcher is too slow. */
  boolean offer(Event event) {
    if (!coming.offer(event)) {
      closed = true;
    }
    return !closed;
  }

  List<Event> missed() {
    return missed;
  }

  /** True if more was missed than is kept: the watcher has to read everything anew. */
  boolean gap() {
    return gap;
  }

  /** The next event, or null if none came in time. */
  @Nullable Event next(Duration atMost) throws InterruptedException {
    return coming.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  boolean closed() {
    return closed;
  }

  void close() {
    closed = true;
  }
}
