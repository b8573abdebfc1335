package io.github.rekey.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * The {@code sandbox} command, running in this process until closed, known by its describe file.
 */
final class RunningSandbox implements AutoCloseable {
  private static final Duration START_WITHIN = Duration.ofMinutes(2);
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Path file;
  private final JsonNode description;

  private RunningSandbox(Path file, List<String> more) {
    this.file = file;
    List<String> command = new ArrayList<>(List.of("sandbox", "--clients", "4", "--port", "0"));
    command.addAll(List.of("--describe", file.toString()));
    command.addAll(more);
    Future<Run> run = thread.submit(() -> Run.of(command));
    Awaitility.await("the sandbox describes itself")
        .atMost(START_WITHIN)
        .until(() -> run.isDone() || !read(file).isEmpty());
    if (run.isDone()) {
      throw new AssertionError("the sandbox ended: " + outcome(run));
    }
    this.description = read(file);
  }

  static RunningSandbox start(Path folder, String... more) {
    return new RunningSandbox(folder.resolve("described/sandbox.json"), List.of(more));
  }

  private static String outcome(Future<Run> run) {
    try {
      return run.get().everything();
    } catch (Exception e) {
      return e.toString();
    }
  }

  /** Empty until it is there whole. */
  private static JsonNode read(Path file) {
    try {
      ObjectMapper json = new ObjectMapper();
      return Files.exists(file) ? json.readTree(file.toFile()) : json.createObjectNode();
    } catch (JsonProcessingException halfWritten) {
      return new ObjectMapper().createObjectNode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file() {
    return file;
  }

  JsonNode description() {
    return description;
  }

  @Override
  public void close() throws InterruptedException {
    thread.shutdownNow();
    if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
      throw new AssertionError("the sandbox does not end");
    }
  }
}
