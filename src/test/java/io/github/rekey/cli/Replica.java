package io.github.rekey.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One of several served processes, by its place: the process changes, port and name stay. */
final class Replica implements AutoCloseable {
  private static final Duration START_WITHIN = Duration.ofMinutes(4);

  private final String name;
  private final int port;
  private final Path configuration;
  private final Map<String, String> environment;
  private final Executor threads;
  private final List<String> story = new ArrayList<>();
  private CompletableFuture<ServedRekey> served = new CompletableFuture<>();

  Replica(
      String name,
      int port,
      Path configuration,
      Map<String, String> environment,
      Executor threads) {
    this.name = name;
    this.port = port;
    this.configuration = configuration;
    this.environment = environment;
    this.threads = threads;
  }

  /** Begins to start a process; does not wait for it. */
  synchronized void start() {
    served =
        CompletableFuture.supplyAsync(() -> ServedRekey.start(configuration, environment), threads);
  }

  /** The process, once its API answers. */
  ServedRekey served() {
    return starting().orTimeout(START_WITHIN.toSeconds(), TimeUnit.SECONDS).join();
  }

  private synchronized CompletableFuture<ServedRekey> starting() {
    return served;
  }

  boolean ready() {
    @Nullable ServedRekey running = starting().getNow(null);
    return running != null && running.alive();
  }

  int port() {
    return port;
  }

  /** Kills the process and begins to start the next one. */
  void killAndRestart(String when) {
    ServedRekey victim = served();
    victim.kill();
    tell("KILLED " + when, victim);
    start();
  }

  void kill(String when) {
    ServedRekey victim = served();
    victim.kill();
    tell("KILLED " + when, victim);
  }

  OptionalInt stop(Duration within) throws InterruptedException {
    ServedRekey leaving = served();
    OptionalInt code = leaving.stop(within);
    tell("STOPPED", leaving);
    return code;
  }

  private synchronized void tell(String what, ServedRekey process) {
    story.add(name + " " + what);
    process.output().forEach(line -> story.add(name + " | " + line));
  }

  /** What was done to its processes and what they printed. */
  synchronized List<String> story() {
    List<String> all = new ArrayList<>(story);
    if (ready()) {
      served().output().forEach(line -> all.add(name + " | " + line));
    }
    return all;
  }

  @Override
  public String toString() {
    return name;
  }

  @Override
  public void close() {
    starting()
        .handle((running, neverStarted) -> running)
        .thenAccept(Replica::end)
        .orTimeout(START_WITHIN.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  private static void end(@Nullable ServedRekey running) {
    if (running != null) {
      running.close();
    }
  }
}
