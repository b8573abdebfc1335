package io.github.rekey.journal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a {@link DatabaseClock} right for as long as the database is open. */
final class SharedTime implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SharedTime.class);
  private static final Duration MEASURED_EVERY = Duration.ofSeconds(5);

  private final Transactions transactions;
  private final DatabaseClock clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(SharedTime::daemon);

  SharedTime(Transactions transactions, InstantSource own) {
    this.transactions = transactions;
    this.clock = new DatabaseClock(own, this::ask);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "database-clock");
    thread.setDaemon(true);
    return thread;
  }

  /** Measures at once, and from now on again and again. */
  void follow() {
    clock.measure();
    long period = MEASURED_EVERY.toMillis();
    thread.scheduleWithFixedDelay(this::measure, period, period, TimeUnit.MILLISECONDS);
  }

  Clock clock() {
    return clock;
  }

  /** Without an answer the clock goes on from the last measurement. */
  private void measure() {
    try {
      clock.measure();
    } catch (RuntimeException e) {
      LOG.warn(
          "the database's time cannot be asked; again in {}: {}", MEASURED_EVERY, e.getMessage());
    }
  }

  private Instant ask() {
    return transactions.query(
        handle ->
            handle
                .createQuery("select clock_timestamp() as now")
                .map((row, context) -> Times.read(row, "now"))
                .one());
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
