package io.github.rekey;

import io.github.rekey.triage.Rounds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the round of many things: looks at each after the start and then about once a period, one
 * after another and spread over the period. Of several replicas one looks.
 */
final class Patrol implements AutoCloseable {
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(Patrol.class);
  private static final Duration STEP = Duration.ofSeconds(1);

  /** The periods of two resources drift apart by up to this share, so that none stay together. */
  private static final double JITTER = 0.2;

  /** A round is through in half of the period, so that no resource is late for the next one. */
  private static final int ROUNDS_A_PERIOD = 2;

  private final Supplier<Map<String, Runnable>> looks;
  private final Rounds rounds;
  private final Duration every;
  private final DoubleSupplier chance;
  private final Clock clock;
  private final Instant started;
  private final Map<String, Instant> due = new HashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "patrol"));

  /**
   * @param looks what there is to look at now, by names that all replicas share
   * @param chance evenly from 0 to 1
   */
  Patrol(
      Supplier<Map<String, Runnable>> looks,
      Rounds rounds,
      Duration every,
      DoubleSupplier chance,
      Clock clock) {
    this.looks = looks;
    this.rounds = rounds;
    this.every = every;
    this.chance = chance;
    this.clock = clock;
    this.started = clock.instant();
  }

  void start() {
    timer.scheduleWithFixedDelay(this::stepSafely, 0, STEP.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void stepSafely() {
    try {
      step();
    } catch (RuntimeException e) {
      LOG.warn("a look failed; the next ones follow", e);
    }
  }

  /** Looks at those that are due longest, as many as a step may. */
  void step() {
    Map<String, Runnable> all = looks.get();
    due.keySet().retainAll(all.keySet());
    Instant now = clock.instant();
    all.keySet().stream()
        .filter(what -> !dueAt(what).isAfter(now))
        .sorted(Comparator.comparing(this::dueAt))
        .limit(aStep(all.size()))
        .toList()
        .stream()
        .takeWhile(what -> !timer.isShutdown())
        .forEach(what -> turn(what, Objects.requireNonNull(all.get(what))));
  }

  private Instant dueAt(String what) {
    return due.getOrDefault(what, started);
  }

  private int aStep(int size) {
    long steps = Math.max(1, every.dividedBy(ROUNDS_A_PERIOD).dividedBy(STEP));
    return (int) Math.ceil((double) size / steps);
  }

  private void turn(String what, Runnable look) {
    double share = 1 + JITTER * (2 * chance.getAsDouble() - 1);
    Instant next = clock.instant().plusMillis((long) (every.toMillis() * share));
    due.put(what, next);
    if (rounds.take(what, started, next)) {
      look.run();
    }
  }

  /** A look under way is let end: an interrupted call would be told as a failure. */
  @Override
  public void close() {
    timer.shutdown();
    try {
      if (!timer.awaitTermination(ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        timer.shutdownNow();
      }
    } catch (InterruptedException e) {
      timer.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
