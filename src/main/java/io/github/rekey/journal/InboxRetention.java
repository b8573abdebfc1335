package io.github.rekey.journal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.statement.Update;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what the inbox has handled and what lies in quarantine once it is too old or too much,
 * the oldest first. What waits is never deleted. A copy of an event whose row is gone is judged
 * anew, and finds that what it asks for is done.
 */
public final class InboxRetention implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InboxRetention.class);
  private static final Duration EVERY = Duration.ofMinutes(5);
  private static final int AT_ONCE = 1000;

  /**
   * How much is kept.
   *
   * @param age at least as long as a sender may repeat an event
   * @param handled rows of the inbox
   * @param quarantined rows of the quarantine
   */
  public record Bounds(Duration age, int handled, int quarantined) {}

  private final Database database;
  private final Bounds bounds;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "inbox-retention"));

  public InboxRetention(Database database, Bounds bounds, Clock clock) {
    this.database = database;
    this.bounds = bounds;
    this.clock = clock;
  }

  public void start() {
    timer.scheduleWithFixedDelay(
        this::sweepOrTryLater, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void sweepOrTryLater() {
    try {
      int deleted = sweep();
      if (deleted > 0) {
        LOG.info("deleted {} old rows of the inbox and the quarantine", deleted);
      }
    } catch (RuntimeException e) {
      LOG.warn("old rows of the inbox could not be deleted; again in {}", EVERY, e);
    }
  }

  /** Answers how many rows went. */
  int sweep() {
    Instant before = clock.instant().minus(bounds.age());
    return older("inbox", "handled_at", before)
        + older("quarantine", "received_at", before)
        + beyond("inbox", "handled_at is not null", bounds.handled())
        + beyond("quarantine", "id is not null", bounds.quarantined());
  }

  private int older(String table, String column, Instant before) {
    return delete(
        table,
        column + " < :before order by " + column,
        statement -> statement.bind("before", Times.column(before)));
  }

  private int beyond(String table, String which, int most) {
    Optional<Long> last =
        database
            .transactions()
            .query(
                handle ->
                    handle
                        .createQuery(
                            "select id from %s where %s order by id desc offset %d rows fetch first"
                                    .formatted(table, which, most)
                                + " 1 rows only")
                        .mapTo(Long.class)
                        .findOne());
    return last.map(
            id -> delete(table, which + " and id <= :id order by id", d -> d.bind("id", id)))
        .orElse(0);
  }

  /** In small transactions: nobody is to wait for them. */
  private int delete(String table, String which, UnaryOperator<Update> bound) {
    String sql =
        "delete from %1$s where id in (select id from %1$s where %2$s fetch first %3$d rows only)"
            .formatted(table, which, AT_ONCE);
    int all = 0;
    int some = AT_ONCE;
    while (some == AT_ONCE) {
      some =
          database.transactions().call(handle -> bound.apply(handle.createUpdate(sql)).execute());
      all += some;
    }
    return all;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
