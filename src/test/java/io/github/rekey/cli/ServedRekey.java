package io.github.rekey.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** {@code serve} in a process of its own, that a test may kill; its event stream is followed. */
final class ServedRekey implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration START_WITHIN = Duration.ofMinutes(3);
  private static final String TOKEN = "token of the API, made for this run: ";
  private static final String URL = "listening at ";

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> output = new CopyOnWriteArrayList<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final CompletableFuture<String> token = new CompletableFuture<>();
  private final CompletableFuture<URI> url = new CompletableFuture<>();
  private final Process process;
  private final Thread listener;

  private ServedRekey(Process process) {
    this.process = process;
    this.listener = daemon("served-output", this::listen);
  }

  /** Returns once the API answers and its events are followed from the first one on. */
  static ServedRekey start(Path configuration, Map<String, String> environment) {
    try {
      ProcessBuilder serve =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-Dlogback.configurationFile=logback.xml",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Main.class.getName(),
                  "serve",
                  "--config",
                  configuration.toString())
              .redirectErrorStream(true);
      serve.environment().putAll(environment);
      ServedRekey served = new ServedRekey(serve.start());
      served.awaitStart();
      return served;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitStart() {
    try {
      url.orTimeout(START_WITHIN.toSeconds(), TimeUnit.SECONDS).join();
      token.orTimeout(START_WITHIN.toSeconds(), TimeUnit.SECONDS).join();
      daemon("served-events", this::follow);
    } catch (RuntimeException e) {
      close();
      throw new AssertionError("serve did not start: " + output, e);
    }
  }

  private void listen() {
    try (BufferedReader lines = process.inputReader()) {
      lines.lines().forEach(this::hear);
    } catch (IOException | UncheckedIOException e) {
      output.add("the process's output ended: " + e);
    }
  }

  private void hear(String line) {
    output.add(line);
    if (line.startsWith(URL)) {
      url.complete(URI.create(line.substring(URL.length())));
    } else if (line.startsWith(TOKEN)) {
      token.complete(line.substring(TOKEN.length()));
    }
  }

  /** From the first event of this run on, until the process ends. */
  private void follow() {
    HttpRequest stream =
        HttpRequest.newBuilder(url.join().resolve("/api/v1/stream"))
            .header("Authorization", "Bearer " + token.join())
            .header("Last-Event-ID", "none")
            .build();
    try {
      http.send(stream, BodyHandlers.ofLines()).body().forEach(this::event);
    } catch (IOException | UncheckedIOException e) {
      output.add("the event stream ended: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void event(String line) {
    if (line.startsWith("data:")) {
      try {
        events.add(JSON.readTree(line.substring("data:".length())));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  ApiClient api() {
    return new ApiClient(url.join(), token.join());
  }

  URI url() {
    return url.join();
  }

  /** Everything printed and logged up to now. */
  List<String> output() {
    return List.copyOf(output);
  }

  boolean happened(Predicate<JsonNode> event) {
    return events.stream().anyMatch(event);
  }

  /** What its readiness probe answers. */
  int readiness() {
    HttpRequest probe = HttpRequest.newBuilder(url.join().resolve("/health/ready")).build();
    try {
      return http.send(probe, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  /** As {@code kill -STOP} does: it is frozen in the middle of whatever it does. */
  void freeze() {
    signal("STOP");
  }

  /** As {@code kill -CONT} does: it goes on as if nothing had happened. */
  void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      String script = "kill -s \"$1\" \"$2\"";
      int code =
          new ProcessBuilder("/bin/sh", "-c", script, "kill", name, Long.toString(pid()))
              .inheritIO()
              .start()
              .waitFor();
      if (code != 0) {
        throw new IllegalStateException("signal " + name + " could not be sent");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How many events of this kind it told of, with a sentence that begins so. */
  long count(String kind, String words) {
    return events.stream()
        .filter(event -> event.path("kind").asText().equals(kind))
        .filter(event -> event.path("sentence").asText().startsWith(words))
        .count();
  }

  /**
   * As {@code kill -9} does. By its handle, since {@link Process#destroy} would close the output
   * before its last lines are read.
   */
  void kill() {
    process.toHandle().destroyForcibly();
    process.onExit().join();
    hearItOut();
  }

  /** As {@code kill} does; the exit code, or empty if it did not end in time. */
  OptionalInt stop(Duration within) throws InterruptedException {
    process.toHandle().destroy();
    if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
      return OptionalInt.empty();
    }
    hearItOut();
    return OptionalInt.of(process.exitValue());
  }

  /** Until the last line that the ended process wrote is read. */
  private void hearItOut() {
    try {
      listener.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
