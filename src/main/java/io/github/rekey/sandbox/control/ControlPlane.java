package io.github.rekey.sandbox.control;

import io.github.rekey.sandbox.appconfiguration.StoreServer;
import io.github.rekey.sandbox.arm.Arm;
import io.github.rekey.sandbox.eventgrid.EventGrid;
import io.github.rekey.sandbox.eventgrid.RetryPolicy;
import io.github.rekey.sandbox.http.Answer;
import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.http.Endpoint;
import io.github.rekey.sandbox.http.Front;
import io.github.rekey.sandbox.http.Poster;
import io.github.rekey.sandbox.http.Router;
import io.github.rekey.sandbox.identity.IdentityFace;
import io.github.rekey.sandbox.identity.Tokens;
import io.github.rekey.sandbox.monitor.ActionGroup;
import io.github.rekey.sandbox.monitor.MetricsRoutes;
import io.github.rekey.sandbox.tls.Certificates;
import io.github.rekey.sandbox.tls.HttpsFace;
import io.github.rekey.sandbox.vault.VaultServer;
import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.ConfigurationStore;
import io.github.rekey.sandbox.world.QueueFace;
import io.github.rekey.sandbox.world.Vault;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The simulated control plane, running: token endpoint, Resource Manager with metrics, a face for
 * each vault and configuration store, Event Grid, an action group, and the control API that steers
 * them. Vaults and stores must be in the world before the start; everything else may come later.
 */
public final class ControlPlane implements AutoCloseable {
  private final ControlOptions options;
  private final Azure azure;
  private final ScheduledExecutorService scheduler;
  private final Tokens tokens;
  private final EventGrid events;
  private final ActionGroup actionGroup;
  private final StateReport report;
  private final HttpsFace identity;
  private final Arm arm;
  private final Map<String, VaultServer> vaults = new LinkedHashMap<>();
  private final Map<String, StoreServer> stores = new LinkedHashMap<>();
  private final HttpsFace control;

  private ControlPlane(
      Certificates certificates,
      Azure azure,
      QueueFace queues,
      Clock clock,
      ControlOptions options) {
    this.options = options;
    this.azure = azure;
    scheduler = Executors.newScheduledThreadPool(2, ControlPlane::thread);
    Poster poster = new Poster(certificates);
    double scale = options.timeScale();
    tokens = new Tokens(options.tenant(), clock);
    events = new EventGrid(azure, queues, poster, new RetryPolicy(scale), clock, scheduler);
    actionGroup = new ActionGroup(poster, azure.calls(), clock, scheduler, scale);
    report = new StateReport(azure);
    identity = Front.open(certificates, new IdentityFace(tokens, azure.calls()));
    arm = startArm(certificates, clock);
    azure.vaults().forEach(vault -> startVault(certificates, vault, clock));
    azure.configurationStores().forEach(store -> startStore(certificates, store));
    control = Front.open(certificates, control(clock));
  }

  public static ControlPlane start(
      Certificates certificates,
      Azure azure,
      QueueFace queues,
      Clock clock,
      ControlOptions options) {
    return new ControlPlane(certificates, azure, queues, clock, options);
  }

  private Arm startArm(Certificates certificates, Clock clock) {
    Arm.Options armOptions =
        new Arm.Options(
            options.subscriptionId(),
            options.region(),
            options.lroDuration(),
            options.propagation(),
            options.throttled(),
            options.throttlePace());
    MetricsRoutes metrics = new MetricsRoutes(azure, clock);
    return Arm.start(
        certificates, azure, tokens, events, clock, scheduler, armOptions, metrics::addTo);
  }

  private void startVault(Certificates certificates, Vault vault, Clock clock) {
    String id =
        "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.KeyVault/vaults/%s"
            .formatted(options.subscriptionId(), options.resourceGroup(), vault.name());
    URI authority = identity.url();
    VaultServer server =
        VaultServer.start(certificates, azure, vault, id, authority, tokens, events, clock);
    vaults.put(vault.name().toLowerCase(Locale.ROOT), server);
  }

  private void startStore(Certificates certificates, ConfigurationStore store) {
    String name = store.name().toLowerCase(Locale.ROOT);
    stores.put(name, StoreServer.start(certificates, azure, store, tokens));
  }

  private Endpoint control(Clock clock) {
    Router<Endpoint> routes = new Router<>();
    String subscription = options.subscriptionId();
    new AlertRoutes(azure, actionGroup, events, subscription, clock, scheduler).addTo(routes);
    new WorldRoutes(azure, report).addTo(routes);
    new ReceiverRoutes(events, actionGroup, tokens).addTo(routes);
    return call -> route(routes, call);
  }

  private static Answer route(Router<Endpoint> routes, Call call) {
    try {
      return routes
          .find(call)
          .map(found -> found.target().answer(found.call()))
          .orElseGet(() -> Answer.error(404, "NotFound", "There is no such control."));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Answer.error(400, "BadRequest", "A field of the request cannot be read.");
    }
  }

  /** Resource Manager, and metrics. */
  public URI armUrl() {
    return arm.url();
  }

  /** What SDKs call the authority host. */
  public URI authorityUrl() {
    return identity.url();
  }

  /** Where client credentials are turned into tokens. */
  public URI tokenUrl() {
    return URI.create(identity.url() + "/" + options.tenant().id() + "/oauth2/v2.0/token");
  }

  /** The keys that check tokens. */
  public URI jwksUrl() {
    return URI.create(identity.url() + "/" + options.tenant().id() + "/discovery/v2.0/keys");
  }

  /**
   * Where a vault answers.
   *
   * @throws IllegalArgumentException if the vault was not in the world at the start
   */
  public URI vaultUrl(String name) {
    VaultServer server = vaults.get(name.toLowerCase(Locale.ROOT));
    if (server == null) {
      throw new IllegalArgumentException("no vault " + name);
    }
    return server.url();
  }

  /**
   * Where a configuration store answers.
   *
   * @throws IllegalArgumentException if the store was not in the world at the start
   */
  public URI storeUrl(String name) {
    StoreServer server = stores.get(name.toLowerCase(Locale.ROOT));
    if (server == null) {
      throw new IllegalArgumentException("no configuration store " + name);
    }
    return server.url();
  }

  public URI controlUrl() {
    return control.url();
  }

  public ControlOptions options() {
    return options;
  }

  public Tokens tokens() {
    return tokens;
  }

  public EventGrid events() {
    return events;
  }

  public ActionGroup actionGroup() {
    return actionGroup;
  }

  /** To which composers add what only they know, such as the apps' instances. */
  public StateReport report() {
    return report;
  }

  @Override
  public void close() {
    control.close();
    stores.values().forEach(StoreServer::close);
    vaults.values().forEach(VaultServer::close);
    arm.close();
    identity.close();
    scheduler.shutdownNow();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "sandbox-control");
    thread.setDaemon(true);
    return thread;
  }
}
