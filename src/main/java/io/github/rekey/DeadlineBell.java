package io.github.rekey;

import io.github.rekey.triage.Deadline;
import io.github.rekey.triage.DeadlineWatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has deadlines looked at a few times a minute and measures how long each is away. */
final class DeadlineBell implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeadlineBell.class);
  private static final Duration EVERY = Duration.ofSeconds(15);

  private final DeadlineWatch watch;
  private final MultiGauge gauges;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "deadlines"));

  /** Measures {@code rekey.deadline.seconds} by resource and notice; negative once passed. */
  DeadlineBell(DeadlineWatch watch, MeterRegistry meters, Clock clock) {
    this.watch = watch;
    this.gauges =
        MultiGauge.builder("rekey.deadline.seconds")
            .description("Time left until a notice's deadline that is not met")
            .register(meters);
    this.clock = clock;
  }

  void start() {
    timer.scheduleWithFixedDelay(this::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  void look() {
    try {
      Instant now = clock.instant();
      gauges.register(watch.look().stream().map(open -> row(open, now)).toList(), true);
    } catch (RuntimeException e) {
      LOG.warn("deadlines cannot be looked at; looking again in {}", EVERY, e);
    }
  }

  private static MultiGauge.Row<Number> row(Deadline open, Instant now) {
    return MultiGauge.Row.of(
        Tags.of("resource", open.resource().value(), "notice", open.trackingId()),
        Duration.between(now, open.dueAt()).toSeconds());
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
