package io.github.rekey.sandbox;

import io.github.rekey.sandbox.apps.AppHost;
import io.github.rekey.sandbox.control.ControlOptions;
import io.github.rekey.sandbox.control.ControlPlane;
import io.github.rekey.sandbox.servicebus.QueueOptions;
import io.github.rekey.sandbox.servicebus.ServiceBusEmulator;
import io.github.rekey.sandbox.signalr.DataPlane;
import io.github.rekey.sandbox.swarm.Report;
import io.github.rekey.sandbox.swarm.Swarm;
import io.github.rekey.sandbox.tls.Certificates;
import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.SignalRResource;
import io.github.rekey.sandbox.world.Site;
import io.github.rekey.sandbox.world.Slot;
import io.github.rekey.sandbox.world.Vault;
import io.github.rekey.sandbox.world.Workload;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;

/**
 * The whole simulated Azure, running on loopback: one SignalR resource, a vault, two apps that use
 * it (one by a setting, one by a Key Vault reference), a queue, and a swarm of real clients.
 */
public final class Sandbox implements AutoCloseable {
  static final String QUEUE = "rekey";
  static final String VAULT = "kv-demo";
  static final String SECRET = "signalr-connection";
  private static final Duration APPS_WITHIN = Duration.ofMinutes(2);
  private static final String SETTING = "Azure__SignalR__ConnectionString";

  private final ControlOptions options;
  private final Certificates certificates = new Certificates();
  private final Azure azure = new Azure();
  private final Clock clock = Clock.systemUTC();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final SignalRResource resource;
  private final DataPlane dataPlane;
  private final ServiceBusEmulator queues;
  private final ControlPlane control;
  private final Map<String, AppHost> apps = new LinkedHashMap<>();
  private final List<Map<String, String>> consumers = new ArrayList<>();
  private final List<Site> sites;
  private final Swarm swarm;

  private Sandbox(SandboxOptions wanted) {
    options =
        ControlOptions.defaults()
            .withLroDuration(wanted.operation())
            .withPropagation(wanted.propagation())
            .withTimeScale(wanted.retryScale());
    resource =
        new SignalRResource(
            id("Microsoft.SignalRService/SignalR", "chat"),
            options.region(),
            Map.of("rekey", "managed"),
            clock);
    azure.add(resource);
    dataPlane = opened(DataPlane.start(certificates, resource));
    sites = List.of(site("chat-web", 3, connectionString()), site("chat-api", 2, reference()));
    sites.forEach(azure::add);
    azure.add(vault());
    queues = opened(ServiceBusEmulator.start().queue(QUEUE, queue()));
    Optional<Estate> estate = wanted.everything() ? Optional.of(estate()) : Optional.empty();
    control = opened(ControlPlane.start(certificates, azure, queues, clock, options));
    sites.forEach(site -> run(site.name(), site));
    estate.ifPresent(this::run);
    awaitApps();
    List<URI> hubs = apps.values().stream().map(AppHost::negotiateUrl).toList();
    swarm = opened(Swarm.start(certificates, hubs, wanted.clients()));
    control.report().section("apps", this::report);
    control.report().section("swarm", () -> totals(swarm.report().totals()));
  }

  private Estate estate() {
    return opened(new Estate(azure, options, connectionString(), clock));
  }

  private void run(Estate estate) {
    Map<String, Workload> workloads = estate.workloads();
    workloads.values().forEach(workload -> run(workload.name(), workload));
    for (Map<String, String> consumer : estate.serve(certificates, control)) {
      Workload workload = workloads.get(consumer.get("kind"));
      consumers.add(workload == null ? consumer : withHub(consumer, workload.name()));
    }
    consumers.add(withHub(Map.of("kind", "unlisted"), Estate.UNLISTED));
  }

  private Map<String, String> withHub(Map<String, String> consumer, String app) {
    Map<String, String> more = new TreeMap<>(consumer);
    more.put("app", app);
    more.put("hub", Objects.requireNonNull(apps.get(app)).negotiateUrl().toString());
    return more;
  }

  private void run(String name, Workload workload) {
    apps.put(name, opened(AppHost.start(certificates, azure, workload)));
  }

  private List<Map<String, Object>> report() {
    return apps.entrySet().stream()
        .map(
            app ->
                Map.<String, Object>of(
                    "name", app.getKey(), "instances", app.getValue().instances()))
        .toList();
  }

  /** An app that is not connected yet answers negotiate with 500, as the real one does. */
  private void awaitApps() {
    long deadline = System.nanoTime() + APPS_WITHIN.toNanos();
    while (!apps.values().stream().allMatch(AppHost::connected)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the apps did not connect within " + APPS_WITHIN);
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static Map<String, Object> totals(Report.Totals totals) {
    return Map.of(
        "clients", totals.clients(),
        "connected", totals.connected(),
        "everDropped", totals.everDropped(),
        "back", totals.back(),
        "lost", totals.lost(),
        "longestGapMillis", totals.longestGap().toMillis());
  }

  public static Sandbox start(SandboxOptions options) {
    return new Sandbox(options);
  }

  private static QueueOptions queue() {
    return QueueOptions.defaults()
        .withLockDuration(Duration.ofSeconds(30))
        .withDuplicateDetection(Duration.ofMinutes(10));
  }

  private Site site(String name, int instances, String value) {
    return new Site(
        id("Microsoft.Web/sites", name),
        instances,
        Map.of(SETTING, value, "WEBSITE_TIME_ZONE", "UTC", "FEATURE_FLAG_BANNER", "on"));
  }

  private Vault vault() {
    Vault vault = new Vault(VAULT, clock);
    vault.put(SECRET, connectionString(), Map.of("ValidityPeriodDays", "90"), "text/plain");
    return vault;
  }

  private String connectionString() {
    return resource.connectionString(Slot.PRIMARY);
  }

  private static String reference() {
    return "@Microsoft.KeyVault(VaultName=%s;SecretName=%s)".formatted(VAULT, SECRET);
  }

  private String id(String type, String name) {
    return "/subscriptions/%s/resourceGroups/%s/providers/%s/%s"
        .formatted(options.subscriptionId(), options.resourceGroup(), type, name);
  }

  private <T extends AutoCloseable> T opened(T part) {
    open.push(part);
    return part;
  }

  public ControlPlane control() {
    return control;
  }

  public DataPlane dataPlane() {
    return dataPlane;
  }

  public SignalRResource resource() {
    return resource;
  }

  public ServiceBusEmulator queues() {
    return queues;
  }

  /** The apps that run on {@link #sites()}, in that order. */
  public List<AppHost> apps() {
    return sites.stream().map(site -> Objects.requireNonNull(apps.get(site.name()))).toList();
  }

  /** Everybody else who uses the key or is told of it, each by its kind and how it is reached. */
  public List<Map<String, String>> consumers() {
    return List.copyOf(consumers);
  }

  public List<Site> sites() {
    return sites;
  }

  /** How often each operation was called, by whomever. */
  public Map<String, Integer> calls() {
    return azure.calls().counts();
  }

  public List<String> mintedKeys() {
    return resource.mintedKeys();
  }

  public Report clients() {
    return swarm.report();
  }

  /** Whether all clients were connected at once within the time. */
  public boolean awaitClients(Duration atMost) throws InterruptedException {
    return swarm.awaitConnected(atMost);
  }

  /** Requests with a good key for a wrong audience, each answered 401. */
  public void knockWithWrongAudience(int times) {
    new WrongAudience(resource, trust(), clock).knock(times);
  }

  /** For clients inside this process that are to trust the sandbox. */
  public SSLContext trust() {
    return certificates.clientContext();
  }

  /** Writes the authority's certificate, and tells everything that a client needs to know. */
  public Description describe(Path caCertificate) {
    certificates.writeAuthority(caCertificate);
    return Description.of(this, options, caCertificate);
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      AutoCloseable part = open.pop();
      try {
        part.close();
      } catch (Exception e) {
        throw new IllegalStateException("cannot close " + part.getClass().getSimpleName(), e);
      }
    }
  }
}
