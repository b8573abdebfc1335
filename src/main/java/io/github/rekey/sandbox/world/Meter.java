package io.github.rekey.sandbox.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts a resource's connections over time: the source of its Azure Monitor metrics. Dimension
 * values are Azure's: Endpoint is Client or Server, ConnectionCloseCategory e.g. Normal,
 * Unauthorized, ServerConnectionClosed. Thread-safe.
 */
public final class Meter {
  /** One change of a count. */
  public record Change(Instant at, String endpoint, String closeCategory, int delta, int open) {}

  /** Everything that happened, oldest first; kept for an hour. */
  private final List<Change> changes = new ArrayList<>();

  private final Map<String, Integer> open = new LinkedHashMap<>();
  private final Clock clock;
  private final Instant began;

  public Meter(Clock clock) {
    this.clock = clock;
    this.began = clock.instant();
  }

  /** Nothing was measured before. */
  public Instant began() {
    return began;
  }

  public synchronized void opened(String endpoint) {
    add(endpoint, "", 1);
  }

  public synchronized void closed(String endpoint, String category) {
    add(endpoint, category, -1);
  }

  /**
   * A connection that was refused: a close that never was open, as Azure counts it (assumption).
   */
  public synchronized void refused(String endpoint, String category) {
    changes.add(new Change(clock.instant(), endpoint, category, 0, open.getOrDefault(endpoint, 0)));
  }

  public synchronized int open(String endpoint) {
    return open.getOrDefault(endpoint, 0);
  }

  public synchronized List<Change> changes() {
    return List.copyOf(changes);
  }

  private void add(String endpoint, String category, int delta) {
    int now = open.merge(endpoint, delta, Integer::sum);
    changes.add(new Change(clock.instant(), endpoint, category, delta, now));
    Instant horizon = clock.instant().minus(Duration.ofHours(1));
    changes.removeIf(c -> c.at().isBefore(horizon));
  }
}
