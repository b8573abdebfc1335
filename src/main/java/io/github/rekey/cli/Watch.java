package io.github.rekey.cli;

import io.github.rekey.sandbox.Sandbox;
import io.github.rekey.sandbox.swarm.Report;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Keeps the clients' numbers at the foot of the screen. */
final class Watch implements AutoCloseable {
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "drill-watch");
            thread.setDaemon(true);
            return thread;
          });

  Watch(Sandbox sandbox, Screen screen) {
    timer.scheduleWithFixedDelay(
        () -> screen.status(words(sandbox.clients().totals())), 0, 250, TimeUnit.MILLISECONDS);
  }

  private static String words(Report.Totals totals) {
    return "clients: %d of %d connected, %d dropped at least once, %d lost"
        .formatted(totals.connected(), totals.clients(), totals.everDropped(), totals.lost());
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
