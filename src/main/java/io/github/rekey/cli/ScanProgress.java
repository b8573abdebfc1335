package io.github.rekey.cli;

import io.github.rekey.Scan;
import io.github.rekey.rotation.ResourceId;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Keeps at the foot of the screen what a scan is searching, and for how long. */
final class ScanProgress implements Scan.Watcher, AutoCloseable {
  private final Screen screen;
  private final Set<String> underWay = new LinkedHashSet<>();
  private final long start = System.nanoTime();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "scan-progress");
            thread.setDaemon(true);
            return thread;
          });
  private int done;
  private boolean over;

  ScanProgress(Screen screen) {
    this.screen = screen;
    timer.scheduleWithFixedDelay(this::show, 0, 250, TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void began(ResourceId resource, String search) {
    underWay.add(resource.name() + ": " + search);
  }

  @Override
  public synchronized void ended(ResourceId resource, String search) {
    underWay.remove(resource.name() + ": " + search);
    done++;
  }

  private synchronized void show() {
    if (!over) {
      screen.status(words(Duration.ofNanos(System.nanoTime() - start)));
    }
  }

  synchronized String words(Duration since) {
    String now =
        underWay.isEmpty()
            ? "reading keys and targets"
            : "searching " + underWay.iterator().next() + others(underWay.size() - 1);
    return "%d s, %d searches done, %s".formatted(since.toSeconds(), done, now);
  }

  private static String others(int count) {
    return count == 0 ? "" : " and %d more".formatted(count);
  }

  @Override
  public synchronized void close() {
    over = true;
    timer.shutdownNow();
    screen.clearStatus();
  }
}
