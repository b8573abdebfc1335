package io.github.rekey.sandbox.apps;

import io.github.rekey.sandbox.world.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A process outside Azure that takes its environment from a file of lines {@code NAME=value} and
 * starts anew when the file changes.
 */
public final class FileProcess implements Workload, AutoCloseable {
  private static final long LOOK_MILLIS = 200;

  private final String name;
  private final Path file;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService watcher =
      Executors.newSingleThreadScheduledExecutor(FileProcess::daemon);
  private Map<String, String> known;

  /** Watches from now on. */
  public FileProcess(String name, Path file) {
    this.name = name;
    this.file = file;
    this.known = settings();
    watcher.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "sandbox-file-process");
    thread.setDaemon(true);
    return thread;
  }

  private void look() {
    Map<String, String> now = settings();
    if (!now.equals(known)) {
      known = now;
      listeners.forEach(Runnable::run);
    }
  }

  @Override
  public String id() {
    return name;
  }

  @Override
  public List<String> instanceIds() {
    return List.of(name + "-1");
  }

  @Override
  public Map<String, String> settings() {
    try {
      Map<String, String> settings = new HashMap<>();
      for (String line : Files.readAllLines(file)) {
        String[] sides = line.split("=", 2);
        if (sides.length == 2 && !line.startsWith("#")) {
          settings.put(sides[0].strip(), sides[1].strip());
        }
      }
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void onRestart(Runnable listener) {
    listeners.add(listener);
  }

  @Override
  public void close() {
    watcher.shutdownNow();
  }
}
