package io.github.rekey.sandbox;

import io.github.rekey.sandbox.apps.FileProcess;
import io.github.rekey.sandbox.control.ControlOptions;
import io.github.rekey.sandbox.control.ControlPlane;
import io.github.rekey.sandbox.http.Endpoint;
import io.github.rekey.sandbox.http.Front;
import io.github.rekey.sandbox.kubernetes.Cluster;
import io.github.rekey.sandbox.kubernetes.ClusterDeployment;
import io.github.rekey.sandbox.kubernetes.ClusterServer;
import io.github.rekey.sandbox.kubernetes.Grants;
import io.github.rekey.sandbox.receiver.TopicFace;
import io.github.rekey.sandbox.receiver.WebhookReceiver;
import io.github.rekey.sandbox.tls.Certificates;
import io.github.rekey.sandbox.tls.HttpsFace;
import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.ConfigurationStore;
import io.github.rekey.sandbox.world.ConfigurationStore.Content;
import io.github.rekey.sandbox.world.ContainerApp;
import io.github.rekey.sandbox.world.Site;
import io.github.rekey.sandbox.world.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Whoever else uses the resource's key: one consumer of every kind that is not in every sandbox,
 * and a site that its owner forgot to list.
 */
final class Estate implements AutoCloseable {
  static final String STORE = "appcs-demo";
  static final String KEY = "SignalR:ConnectionString";
  static final String NAMESPACE = "chat";
  static final String SECRET = "signalr-connection";
  static final String DATA_KEY = "connection";
  static final String UNLISTED = "chat-legacy";
  private static final String SETTING = "Azure__SignalR__ConnectionString";
  private static final Duration POD_START = Duration.ofMillis(700);
  private static final Duration RECEIVER_LOADS = Duration.ofMillis(300);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Azure azure;
  private final Clock clock;
  private final Path folder;
  private final Cluster cluster;
  private final ClusterDeployment pods;
  private final Site configured;
  private final Site unlisted;
  private final ContainerApp jobs;
  private final FileProcess process;
  private final String webhookSecret = webhookSecret();

  /** Adds to the world what Resource Manager and the configuration store are to show. */
  Estate(Azure azure, ControlOptions options, String connectionString, Clock clock) {
    this.azure = azure;
    this.clock = clock;
    this.folder = folder();
    String group =
        "/subscriptions/%s/resourceGroups/%s/providers/"
            .formatted(options.subscriptionId(), options.resourceGroup());
    configured = new Site(group + "Microsoft.Web/sites/chat-config", 1, Map.of(SETTING, stored()));
    unlisted =
        new Site(group + "Microsoft.Web/sites/" + UNLISTED, 1, Map.of(SETTING, connectionString));
    jobs =
        new ContainerApp(
            group + "Microsoft.App/containerApps/chat-jobs",
            1,
            List.of("a1"),
            Map.of(SETTING, SECRET),
            List.of(
                ContainerApp.Secret.of(SECRET, connectionString),
                ContainerApp.Secret.of("storage-account", "not-about-signalr")));
    ConfigurationStore store = new ConfigurationStore(STORE, clock);
    store.put(KEY, null, Content.text(connectionString));
    cluster = new Cluster(clock, POD_START);
    cluster.secret(NAMESPACE, SECRET, Map.of(DATA_KEY, connectionString, "other", "untouched"));
    pods =
        new ClusterDeployment(
            cluster,
            NAMESPACE,
            "chat-pods",
            2,
            ClusterDeployment.fromSecret(SETTING, SECRET, DATA_KEY));
    process = opened(new FileProcess("chat-daemon", settingsFile(connectionString)));
    azure.add(configured);
    azure.add(unlisted);
    azure.add(jobs);
    azure.add(store);
  }

  private static String stored() {
    return "@Microsoft.AppConfiguration(Endpoint=https://%s.azconfig.io; Key=%s)"
        .formatted(STORE, KEY);
  }

  private static String webhookSecret() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    return "whsec_" + Base64.getEncoder().encodeToString(secret);
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory(
          "rekey-sandbox-estate-",
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path settingsFile(String connectionString) {
    return write(
        "chat.env",
        "# settings of chat-daemon\nLOG_LEVEL=info\n%s=%s\n".formatted(SETTING, connectionString));
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the faces that are not Resource Manager's, and answers how all are reached. */
  List<Map<String, String>> serve(Certificates certificates, ControlPlane control) {
    ClusterServer server = opened(ClusterServer.start(certificates, cluster, new Grants(), azure));
    WebhookReceiver receiver = new WebhookReceiver(azure, webhookSecret, 2, RECEIVER_LOADS, clock);
    TopicFace topic =
        new TopicFace(azure, control.tokens(), Base64.getEncoder().encodeToString(new byte[32]));
    control
        .report()
        .section("told", () -> Map.of("webhook", receiver.keys(), "topic", topic.events().size()));
    return List.of(
        Map.of(
            "kind",
            "appConfiguration",
            "url",
            control.storeUrl(STORE).toString(),
            "name",
            STORE,
            "key",
            KEY),
        Map.of("kind", "appService", "id", configured.id()),
        Map.of("kind", "containerApp", "id", jobs.id(), "secret", SECRET),
        Map.of(
            "kind",
            "kubernetesSecret",
            "kubeconfig",
            write("kubeconfig", server.kubeconfig()).toString(),
            "namespace",
            NAMESPACE,
            "name",
            SECRET,
            "key",
            DATA_KEY,
            "workload",
            "deployment/chat-pods"),
        Map.of("kind", "file", "path", folder.resolve("chat.env").toString()),
        Map.of(
            "kind",
            "webhook",
            "url",
            face(certificates, receiver) + "/hooks/rekey",
            "secret",
            webhookSecret),
        Map.of("kind", "eventGridTopic", "url", face(certificates, topic) + "/api/events"));
  }

  private URI face(Certificates certificates, Endpoint endpoint) {
    HttpsFace face = opened(Front.open(certificates, endpoint));
    return face.url();
  }

  /** What runs instances, by the kind that the list of consumers has. */
  Map<String, Workload> workloads() {
    return Map.of(
        "appService", configured,
        "containerApp", jobs,
        "kubernetesSecret", pods,
        "file", process,
        "unlisted", unlisted);
  }

  private <T extends AutoCloseable> T opened(T part) {
    open.push(part);
    return part;
  }

  @Override
  public void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
    for (String name : List.of("chat.env", "kubeconfig")) {
      Files.deleteIfExists(folder.resolve(name));
    }
    Files.deleteIfExists(folder);
  }
}
