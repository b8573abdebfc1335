package io.github.rekey;

import io.github.rekey.azure.Pacer;
import io.github.rekey.triage.Wakeups;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wakes whoever waits for Resource Manager's limits and may go on sooner than it was told. */
final class Conductor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Conductor.class);
  private static final Duration BEAT = Duration.ofMillis(500);

  private final Pacer pacer;
  private final Wakeups wakeups;
  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "rekey-conductor"));

  Conductor(Pacer pacer, Wakeups wakeups) {
    this.pacer = pacer;
    this.wakeups = wakeups;
  }

  void start() {
    long beat = BEAT.toMillis();
    beats.scheduleWithFixedDelay(this::beat, beat, beat, TimeUnit.MILLISECONDS);
  }

  void beat() {
    try {
      pacer.sooner().forEach(wakeups::wake);
    } catch (RuntimeException e) {
      LOG.warn("nobody was woken early; whoever waits comes when it was told", e);
    }
  }

  @Override
  public void close() {
    beats.shutdownNow();
  }
}
