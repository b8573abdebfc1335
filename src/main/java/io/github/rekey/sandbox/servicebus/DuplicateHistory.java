package io.github.rekey.sandbox.servicebus;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The message ids that a queue has seen within its duplicate-detection window. */
final class DuplicateHistory {
  private final Map<String, Long> forgetAt = new LinkedHashMap<>();
  private final @Nullable Duration window;

  DuplicateHistory(@Nullable Duration window) {
    this.window = window;
  }

  /** True if the id is new, and from now on it is not. */
  boolean remember(@Nullable String id, long now) {
    if (window == null || id == null) {
      return true;
    }
    forgetOld(now);
    return forgetAt.putIfAbsent(id, now + window.toMillis()) == null;
  }

  private void forgetOld(long now) {
    Iterator<Long> oldestFirst = forgetAt.values().iterator();
    while (oldestFirst.hasNext() && oldestFirst.next() <= now) {
      oldestFirst.remove();
    }
  }
}
