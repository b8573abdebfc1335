package io.github.rekey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rekey.sandbox.Description;
import io.github.rekey.sandbox.Sandbox;
import io.github.rekey.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A sandbox in this process, and beside it a served Rekey whose process comes and goes. */
final class Installation implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration AT_ONCE = Duration.ofMillis(2);
  private static final int CLIENTS = 12;

  private final Sandbox sandbox;
  private final ControlClient control;
  private final SandboxConfiguration configuration;
  private final Path file;
  private final List<String> story = new ArrayList<>();
  private Map<String, Integer> callsBefore = Map.of();
  private @Nullable ServedRekey served;

  private Installation(Sandbox sandbox, Path folder, int port) {
    this.sandbox = sandbox;
    this.control = new ControlClient(sandbox.control().controlUrl(), sandbox.trust());
    Description description = sandbox.describe(folder.resolve("ca.pem"));
    this.configuration = new SandboxConfiguration(description, folder);
    this.file = configuration.write(port);
  }

  /** Everybody is connected, and Azure knows where it will find Rekey. */
  static Installation open(Path folder) throws Exception {
    Files.createDirectories(folder);
    int port = freePort();
    Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withClients(CLIENTS));
    Installation installation = new Installation(sandbox, folder, port);
    try {
      installation.connect("http://127.0.0.1:" + port);
      return installation;
    } catch (RuntimeException | Error e) {
      installation.close();
      throw e;
    }
  }

  private void connect(String rekey) throws InterruptedException {
    assertThat(sandbox.awaitClients(PATIENCE)).as("all clients connect").isTrue();
    control.eventsToTheQueue();
    control.alertsTo(URI.create(rekey));
  }

  /** Every process of an installation has to listen on the same one. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  ServedRekey serve() {
    callsBefore = sandbox.calls();
    served = ServedRekey.start(file, configuration.environment());
    return served;
  }

  private ServedRekey served() {
    ServedRekey running = served;
    if (running == null) {
      throw new IllegalStateException("nothing is served yet");
    }
    return running;
  }

  void notice() {
    control.post(
        "/notices",
        Map.of("kind", "mandatory-regeneration", "region", sandbox.resource().region()));
  }

  /** Whether the sandbox was called so since the present process was started. */
  boolean called(String operation) {
    return sandbox.calls().getOrDefault(operation, 0) > callsBefore.getOrDefault(operation, 0);
  }

  /** Whether the present process told of such an event. */
  boolean happened(String kind, String words) {
    return served()
        .happened(
            event ->
                event.path("kind").asText().equals(kind)
                    && event.path("sentence").asText().startsWith(words));
  }

  void await(TurningPoint point) {
    Awaitility.await(point.name())
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(AT_ONCE)
        .until(() -> point.sign().shows(this));
  }

  /** Lets real time pass, since random moments are moments of it. */
  void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    Awaitility.await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(AT_ONCE)
        .until(() -> System.nanoTime() >= end);
  }

  void kill(String when) {
    served().kill();
    story.add("KILLED: " + when);
    story.addAll(served().output());
  }

  /** Until what was asked for is done. */
  void awaitClosed() {
    Awaitility.await("the incident is closed")
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(ApiClient.Unreachable.class)
        .until(
            () ->
                incidents().size() > 0
                    && incidents().findValuesAsText("state").stream().allMatch("CLOSED"::equals));
  }

  JsonNode incidents() {
    return served().api().get("/api/v1/incidents").path("incidents");
  }

  JsonNode state() {
    return control.state();
  }

  List<String> minted() {
    return sandbox.mintedKeys();
  }

  /** Labels of the keys that the instances of all apps sign with. */
  static List<String> keysInUse(JsonNode state) {
    List<String> keys = new ArrayList<>();
    state.path("apps").forEach(app -> keys.addAll(app.findValuesAsText("key")));
    return keys;
  }

  /** Waits for the last ones to reconnect. */
  boolean everybodyBack() throws InterruptedException {
    boolean connected = sandbox.awaitClients(PATIENCE);
    return connected && sandbox.clients().totals().lost() == 0;
  }

  /** What was done to the processes and what they printed. */
  List<String> story() {
    List<String> all = new ArrayList<>(story);
    all.addAll(served().output());
    return all;
  }

  @Override
  public void close() {
    try (sandbox) {
      ServedRekey running = served;
      if (running != null) {
        running.close();
      }
    }
  }
}
