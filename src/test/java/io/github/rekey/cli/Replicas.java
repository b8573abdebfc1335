package io.github.rekey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rekey.sandbox.Sandbox;
import io.github.rekey.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/**
 * Two served replicas on one PostgreSQL beside a sandbox: webhooks go to whichever answers, the
 * database is reached through a proxy that can cut it off.
 */
final class Replicas implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration AT_ONCE = Duration.ofMillis(2);
  private static final Duration SOON = Duration.ofMillis(50);
  private static final int CLIENTS = 12;

  /** With rotation after rotation, their canaries are in every other measurement. */
  private static final double CANARIES_ASIDE = 0.8;

  private static final String QUEUE = "rekey";
  private static final String NOTICE =
      "/payloads/synthesised/servicehealth-actionrequired-rest.json";

  private final Sandbox sandbox;
  private final ControlClient control;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final TcpProxy database;
  private final TcpProxy front;
  private final SharedStore store;
  private final List<Replica> all = new ArrayList<>();

  private Replicas(SharedStore store, Sandbox sandbox, Path folder) {
    this.sandbox = sandbox;
    this.control = new ControlClient(sandbox.control().controlUrl(), sandbox.trust());
    this.database = TcpProxy.to(List.of(store.port()));
    this.store = store;
    List.of("one", "two").forEach(name -> all.add(replica(name, folder.resolve(name))));
    this.front = TcpProxy.to(all.stream().map(Replica::port).toList());
  }

  /** Everybody is connected, and both replicas answer. */
  static Replicas open(Path folder) throws Exception {
    SharedStore store = SharedStore.create();
    Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withClients(CLIENTS));
    Replicas replicas = new Replicas(store, sandbox, folder);
    try {
      replicas.begin();
      return replicas;
    } catch (RuntimeException | Error e) {
      replicas.close();
      throw e;
    }
  }

  private void begin() throws InterruptedException {
    all.forEach(Replica::start);
    assertThat(sandbox.awaitClients(PATIENCE)).as("all clients connect").isTrue();
    all.forEach(Replica::served);
    control.eventsToTheQueue();
    control.alertsTo(URI.create("http://127.0.0.1:" + front.port()));
  }

  private Replica replica(String name, Path folder) {
    try {
      Files.createDirectories(folder);
      int port = freePort();
      SandboxConfiguration configuration =
          new SandboxConfiguration(sandbox.describe(folder.resolve("ca.pem")), folder);
      Path file = configuration.write(port);
      Files.writeString(file, onPostgres(Files.readString(file), folder));
      return new Replica(name, port, file, configuration.environment(), threads);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String onPostgres(String yaml, Path folder) throws IOException {
    Path secret = folder.resolveSibling("fingerprint.secret");
    if (!Files.exists(secret)) {
      byte[] bytes = new byte[32];
      new SecureRandom().nextBytes(bytes);
      Files.write(secret, bytes);
    }
    String url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(database.port(), store.name());
    return yaml.replaceFirst(
            "url: jdbc:h2:.*", "url: %s\n  user: postgres\n  password: postgres".formatted(url))
        .replaceFirst("fingerprintSecret: .*", "fingerprintSecret: " + secret.toAbsolutePath())
        .replaceFirst("( +)region: .*", "$0\n$1clientsBack: " + CANARIES_ASIDE)
        .concat("policy: {rotationsPerResourceADay: 1000}\n");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  List<Replica> all() {
    return List.copyOf(all);
  }

  /** The one whose process is in the middle of a turn, if any is. */
  List<Replica> acting() {
    return store.actingProcesses().stream()
        .flatMap(pid -> all.stream().filter(r -> r.ready() && r.served().pid() == pid))
        .toList();
  }

  Replica other(Replica one) {
    return all.get(0) == one ? all.get(1) : all.get(0);
  }

  Sandbox sandbox() {
    return sandbox;
  }

  SharedStore store() {
    return store;
  }

  TcpProxy database() {
    return database;
  }

  void noticeByWebhook(String trackingId) {
    control.post(
        "/notices",
        Map.of(
            "kind",
            "mandatory-regeneration",
            "region",
            sandbox.resource().region(),
            "trackingId",
            trackingId));
  }

  void noticeByQueue(String trackingId) {
    sandbox.queues().publish(QUEUE, trackingId, "application/json", notice(trackingId), Map.of());
  }

  private byte[] notice(String trackingId) {
    try (var sample = Replicas.class.getResourceAsStream(NOTICE)) {
      String subscription = sandbox.resource().id().split("/")[2];
      return new String(sample.readAllBytes(), StandardCharsets.UTF_8)
          .replace("11111111-2222-3333-4444-555555555555", subscription)
          .replaceAll("(West|North) Europe", sandbox.resource().region())
          .replace("5KVL-9X0", trackingId)
          .replaceAll("[ce]0000000-0000-0000-0000-00000000000[0-9]", "event-of-" + trackingId)
          .getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Azure replaces the key that everybody uses, and its clients' failures raise a metric alert. */
  void replaceKeyInUse() {
    String used = keysInUse().get(0);
    control.post("/signalr/chat/replace-key", Map.of("slot", used.split(" ")[0]));
    control.post("/alerts/metric", Map.of());
  }

  List<String> keysInUse() {
    List<String> keys = new ArrayList<>();
    state().path("apps").forEach(app -> keys.addAll(app.findValuesAsText("key")));
    return keys;
  }

  JsonNode state() {
    return control.state();
  }

  int called(String operation) {
    return sandbox.calls().getOrDefault(operation, 0);
  }

  long told(String kind, String words) {
    return all.stream().filter(Replica::ready).mapToLong(r -> r.served().count(kind, words)).sum();
  }

  JsonNode get(String path) {
    Replica ready = all.stream().filter(Replica::ready).findFirst().orElse(all.get(0));
    return ready.served().api().get(path);
  }

  static void await(String what, BooleanSupplier state) {
    await(what, SOON, state);
  }

  /** Looks often, as it passes quickly. */
  static void awaitMoment(String what, BooleanSupplier state) {
    await(what, AT_ONCE, state);
  }

  private static void await(String what, Duration interval, BooleanSupplier state) {
    Awaitility.await(what)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(interval)
        .until(state::getAsBoolean);
  }

  String story() {
    return String.join("\n", all.stream().flatMap(each -> each.story().stream()).toList());
  }

  @Override
  public void close() {
    all.forEach(Replica::close);
    front.close();
    database.close();
    threads.shutdownNow();
    sandbox.close();
  }
}
