package io.github.rekey.journal;

import io.github.rekey.triage.Alert;
import io.github.rekey.triage.AlertSink;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands each understood alert of the inbox to the sink, in the transaction that marks it as
 * handled. An alert that fails waits for longer and longer and holds up no other; none is given up.
 */
public final class InboxDrain implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InboxDrain.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int MOST = 500;
  private static final Duration LONGEST_BATCH = Duration.ofMillis(500);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);
  private static final BackOff BACK_OFF = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(5));

  private final Database database;
  private final AlertSink sink;
  private final Clock clock;
  private final Counter handled;
  private final Counter failed;
  private final Codec codec = new Codec();
  private final Semaphore nudges = new Semaphore(0);
  private final Thread thread = new Thread(this::loop, "inbox-drain");
  private volatile boolean open = true;

  private record Waiting(long id, String alert, int attempts) {}

  /** Counts {@code rekey.inbox.alerts} by result, handled or failed. */
  public InboxDrain(Database database, AlertSink sink, Clock clock, MeterRegistry meters) {
    this.database = database;
    this.sink = sink;
    this.clock = clock;
    this.handled = meters.counter("rekey.inbox.alerts", "result", "handled");
    this.failed = meters.counter("rekey.inbox.alerts", "result", "failed");
  }

  public void start() {
    thread.start();
  }

  /** Look now: something was stored. */
  public void nudge() {
    nudges.release();
  }

  /** Lets the batch under way end. */
  @Override
  public void close() {
    open = false;
    nudge();
    try {
      thread.join(CLOSE_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    while (open) {
      try {
        if (drainBatch() == 0) {
          rest();
        }
      } catch (RuntimeException e) {
        LOG.warn("the inbox cannot be read; looking again in {}", POLL, e);
        rest();
      }
    }
  }

  private void rest() {
    try {
      boolean nudged = nudges.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
      if (nudged) {
        nudges.drainPermits();
      }
    } catch (InterruptedException e) {
      LOG.warn("interrupted; the inbox is not drained any more by this process");
      open = false;
    }
  }

  /** Handles what is due, as one transaction if all goes well; answers how many alerts it met. */
  int drainBatch() {
    try {
      int count = database.transactions().call(this::handOver);
      handled.increment(count);
      return count;
    } catch (RuntimeException e) {
      LOG.debug("a batch failed; its alerts are tried one by one", e);
      List<Waiting> batch = database.transactions().query(handle -> due(handle, ""));
      batch.forEach(this::handOverAlone);
      return batch.size();
    }
  }

  /** What is met after too long stays for the next batch: a transaction must not last. */
  private int handOver(Handle handle) {
    long end = System.nanoTime() + LONGEST_BATCH.toNanos();
    List<Long> handed = new ArrayList<>();
    for (Waiting waiting : due(handle, " for update skip locked")) {
      if (!handed.isEmpty() && System.nanoTime() > end) {
        break;
      }
      handOver(waiting);
      handed.add(waiting.id());
    }
    mark(handle, handed);
    return handed.size();
  }

  private void handOver(Waiting waiting) {
    sink.accept(codec.decode(waiting.alert(), Alert.class, "inbox row " + waiting.id()));
  }

  private void mark(Handle handle, List<Long> handed) {
    if (handed.isEmpty()) {
      return;
    }
    PreparedBatch batch = handle.prepareBatch("update inbox set handled_at = :now where id = :id");
    OffsetDateTime now = Times.column(clock.instant());
    handed.forEach(id -> batch.bind("id", id).bind("now", now).add());
    batch.execute();
  }

  private void handOverAlone(Waiting waiting) {
    try {
      database
          .transactions()
          .run(
              handle -> {
                if (lock(handle, waiting.id())) {
                  handOver(waiting);
                  mark(handle, List.of(waiting.id()));
                  database.transactions().afterCommit(handled::increment);
                }
              });
    } catch (RuntimeException e) {
      defer(waiting, e);
    }
  }

  private static boolean lock(Handle handle, long id) {
    return handle
        .createQuery(
            "select id from inbox where id = :id and handled_at is null for update skip locked")
        .bind("id", id)
        .mapTo(Long.class)
        .findOne()
        .isPresent();
  }

  private void defer(Waiting waiting, RuntimeException cause) {
    failed.increment();
    Duration delay = BACK_OFF.after(waiting.attempts());
    LOG.warn(
        "inbox row {} could not be handled, attempt {}; again in {}",
        waiting.id(),
        waiting.attempts() + 1,
        delay,
        cause);
    database
        .transactions()
        .run(
            handle ->
                handle
                    .createUpdate(
                        "update inbox set attempts = attempts + 1, due_at = :due,"
                            + " last_error = :error where id = :id and handled_at is null")
                    .bind("id", waiting.id())
                    .bind("due", Times.column(clock.instant().plus(delay)))
                    .bind("error", StorableText.shown(cause.toString(), 1000))
                    .execute());
  }

  /** In the order of the index, which is the order of arrival. */
  private List<Waiting> due(Handle handle, String lock) {
    return handle
        .createQuery(
            "select id, alert, attempts from inbox where handled_at is null and due_at <= :now"
                + " order by handled_at, due_at, id fetch first "
                + MOST
                + " rows only"
                + lock)
        .bind("now", Times.column(clock.instant()))
        .map(
            (row, context) ->
                new Waiting(row.getLong("id"), row.getString("alert"), row.getInt("attempts")))
        .list();
  }
}
