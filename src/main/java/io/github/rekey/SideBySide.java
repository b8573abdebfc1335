package io.github.rekey;

import io.github.rekey.rotation.Parallel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs trials side by side; one that does not end in time is a finding. */
final class SideBySide implements AutoCloseable {
  private static final int AT_ONCE = 16;

  private final Duration longest;
  private final ExecutorService waiting = Executors.newFixedThreadPool(AT_ONCE, daemons());
  private final ExecutorService trying = Executors.newCachedThreadPool(daemons());

  /**
   * @param longest how long one trial may take
   */
  SideBySide(Duration longest) {
    this.longest = longest;
  }

  private static ThreadFactory daemons() {
    return task -> {
      Thread thread = new Thread(task, "check");
      thread.setDaemon(true);
      return thread;
    };
  }

  /** All findings, in the order of the trials. */
  List<Finding> run(List<Trial> trials) {
    return new Parallel(waiting).map(trials, this::bounded).stream().flatMap(List::stream).toList();
  }

  private List<Finding> bounded(Trial trial) {
    Future<List<Finding>> findings = trying.submit(trial::run);
    try {
      return findings.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      findings.cancel(true);
      String detail = "no answer within " + longest.toSeconds() + " s";
      return List.of(Finding.fail(trial.what(), detail, Finding.again()));
    } catch (ExecutionException failed) {
      throw new IllegalStateException(trial.what() + " could not be tried", failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while trying " + trial.what(), stopped);
    }
  }

  @Override
  public void close() {
    waiting.shutdownNow();
    trying.shutdownNow();
  }
}
