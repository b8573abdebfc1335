package io.github.rekey;

import io.github.rekey.azure.CorrelationIds;
import io.github.rekey.console.ApiToken;
import io.github.rekey.console.Console;
import io.github.rekey.console.EventStream;
import io.github.rekey.intake.GroupCommit;
import io.github.rekey.intake.NoticeReader;
import io.github.rekey.journal.BoundedInbox;
import io.github.rekey.journal.Engine;
import io.github.rekey.journal.EngineSettings;
import io.github.rekey.journal.InboxDrain;
import io.github.rekey.journal.InboxRetention;
import io.github.rekey.journal.JdbcInbox;
import io.github.rekey.journal.JdbcStandings;
import io.github.rekey.rotation.ClientMeter;
import io.github.rekey.rotation.Fingerprinter;
import io.github.rekey.rotation.Parallel;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.triage.AlertRouter;
import io.github.rekey.triage.AlertSink;
import io.github.rekey.triage.Announcer;
import io.github.rekey.triage.ConnectionCounts;
import io.github.rekey.triage.ConnectionEvents;
import io.github.rekey.triage.Decisions;
import io.github.rekey.triage.Inbox;
import io.github.rekey.triage.NoticeDesk;
import io.github.rekey.triage.Operator;
import io.github.rekey.triage.Steering;
import io.github.rekey.triage.Stretch;
import io.github.rekey.triage.Turnstile;
import io.javalin.Javalin;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service, wired and running: everything that one configuration asks for. */
public final class Rekey implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rekey.class);

  private static final int WRITTEN_TOGETHER = 500;
  private static final Duration WATCHERS_GO_WITHIN = Duration.ofSeconds(3);

  private final Configuration configuration;
  private final Clock clock;
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ExecutorService threads;
  private final ExecutorService watchers;
  private final EventStream stream = new EventStream();
  private final Announcer announcer;
  private final Store store;
  private final AzureSide azure;
  private final ConnectionCounts connections;
  private final DiscoveredFleet fleet;
  private final KnownTags tags;
  private final Brain brain;
  private final Engine engine;
  private final Conductor conductor;
  private final InboxDrain drain;
  private final Inbox inbox;
  private final Entrance entrance;
  private final InboxRetention retention;
  private final ClientsWatch clients;
  private final Lookout lookout;
  private final String token;
  private final Javalin server;

  private Rekey(Configuration configuration) {
    this.configuration = configuration;
    Entrance.gate(configuration);
    this.token = token(configuration);
    this.threads = Executors.newCachedThreadPool(task -> daemon(task, "rekey-work"));
    this.watchers = Executors.newCachedThreadPool(task -> daemon(task, "rekey-watcher"));
    this.store = Store.open(configuration.store());
    this.clock = store.database().clock();
    Clock outside = Clock.systemUTC();
    this.announcer = new Announcer(new TracingFeed(List.of(stream)), clock);
    this.connections = new ConnectionCounts(clock);
    byte[] secret =
        FingerprintSecret.load(
            configuration.store().fingerprintSecret(), store.database().embedded());
    this.azure = new AzureSide(configuration.azure(), new CorrelationIds(secret), meters, outside);
    Fingerprinter fingerprints = new Fingerprinter(secret);
    ClientMeter meter = meter();
    this.fleet =
        new DiscoveredFleet(
            new ConfiguredFleet(configuration, azure, fingerprints, meter, clock),
            configuration.discover(),
            azure.keys(),
            meter);
    this.tags = new KnownTags(configuration.resources(), fleet, azure.keys());
    this.brain = brain(fingerprints);
    this.engine =
        new Engine(
            store.database(),
            new Stretch(brain.responder(), azure.pacer()),
            this::unfinished,
            store.database().embedded() ? EngineSettings.ALONE : EngineSettings.DEFAULT,
            meters);
    this.conductor = new Conductor(azure.pacer(), engine);
    this.drain = new InboxDrain(store.database(), sink(), clock, meters);
    this.inbox = new JdbcInbox(store.database(), clock, drain::nudge);
    this.entrance = Entrance.wire(configuration, azure.clients(), bounded(inbox), meters, outside);
    this.retention = new InboxRetention(store.database(), Doors.kept(configuration), clock);
    this.clients = new ClientsWatch(fleet, store.incidents(), store.journal(), clock);
    this.lookout =
        new Lookout(
            configuration.watch(),
            new Lookout.Ports(store, azure, fleet, inbox, brain, fingerprints, meters),
            clock);
    this.server = server();
  }

  /** Starts everything; returns once the API answers. */
  public static Rekey start(Configuration configuration) {
    Rekey rekey = new Rekey(configuration);
    try {
      rekey.run();
      return rekey;
    } catch (RuntimeException e) {
      rekey.close();
      throw e;
    }
  }

  private void run() {
    engine.start();
    conductor.start();
    drain.start();
    retention.start();
    entrance.queue().ifPresent(queue -> queue.start());
    clients.start();
    fleet.start();
    if (configuration.policy().toRulebook().asksForTags()) {
      tags.start();
    }
    server.start(configuration.server().host(), configuration.server().port());
    lookout.start();
    LOG.info("listening at {}, {} resources", url(), fleet.all().size());
  }

  static String token(Configuration configuration) {
    String given = configuration.server().token();
    if (given == null && !configuration.loopbackOnly()) {
      throw new ConfigurationFile.Problem(
          "server.token: %s can be reached by others; set a token, such as ${REKEY_TOKEN}"
              .formatted(configuration.server().host()));
    }
    return given == null ? ApiToken.generate() : given;
  }

  private Brain brain(Fingerprinter fingerprints) {
    return Brain.wire(
        new Brain.Ports(
            azure,
            fleet,
            store.incidents(),
            store.approvals(),
            store.orders(),
            store.journal(),
            store.controls(),
            announcer,
            Searches.of(configuration.scan(), azure)),
        fingerprints,
        turnstile(),
        configuration.policy().toPolicy(),
        holdFor(),
        configuration.timing().toTiming(),
        new Parallel(threads),
        clock);
  }

  /** What a person says passes by it: it is taken in even where a storm fills the inbox. */
  private Inbox bounded(Inbox whole) {
    int most = configuration.intake().inbox().mostWaiting();
    return new GroupCommit(new BoundedInbox(whole, store.alerts(), most, meters), WRITTEN_TOGETHER);
  }

  private Duration holdFor() {
    return configuration.approvals().holdFor();
  }

  private Turnstile turnstile() {
    return new Turnstile(
        configuration.policy().toRulebook(),
        tags,
        fleet,
        store.incidents(),
        store.line(),
        resource -> wake(resource),
        clock);
  }

  /** The engine works on what the turnstile lets through, and the turnstile wakes it. */
  private void wake(ResourceId resource) {
    engine.wake(resource);
  }

  /** A place that became free while nobody noticed is filled here. */
  private List<ResourceId> unfinished() {
    brain.turnstile().callNext();
    return store.incidents().unfinished(clock.instant().minus(holdFor()));
  }

  private AlertSink sink() {
    return new ConnectionEvents(
        fleet,
        connections,
        new AlertRouter(
            fleet, store.incidents(), engine, announcer, azure::made, brain.expected(), clock));
  }

  /** Where several replicas share a store each takes in a part of the events: none can count. */
  private ClientMeter meter() {
    return store.database().embedded()
        ? new ConnectionEventsMeter(azure.meter(), connections, azure.keys())
        : azure.meter();
  }

  private Javalin server() {
    Operator operator = new Operator(fleet, brain.judge(), inbox, clock);
    Decisions decisions =
        new Decisions(
            store.incidents(), store.approvals(), brain.judge(), engine, holdFor(), clock);
    Steering steering = new Steering(store.incidents(), store.orders(), decisions, engine, clock);
    Console console =
        new Console(
            new ApiToken(token),
            Doors.sources(store, fleet, clients, forecaster(), clock),
            new OperatorDesk(operator, decisions, steering, store.controls()),
            new NoticeDesk(new NoticeReader(fleet), inbox, clock),
            Doors.probes(store, entrance, meters),
            stream,
            watchers);
    return Javalin.create(
        config -> {
          config.startup.showJavalinBanner = false;
          config.jetty.threadPool = Doors.threads();
          console.addRoutes(config.routes);
          entrance.webhooks().addRoutes(config.routes);
        });
  }

  private Forecaster forecaster() {
    return new Forecaster(new JdbcStandings(store.database()), azure.pacer(), meters, clock);
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Base URL of the API, the webhooks and the page. */
  public URI url() {
    return URI.create("http://%s:%d".formatted(configuration.server().host(), server.port()));
  }

  /** The API's bearer token, configured or made at start. */
  public String token() {
    return token;
  }

  /** True if the token was made at start and is known to nobody yet. */
  public boolean tokenWasMade() {
    return configuration.server().token() == null;
  }

  /** An answer that is still being written must end before its server does. */
  private void letWatchersGo() {
    stream.close();
    watchers.shutdown();
    try {
      if (!watchers.awaitTermination(WATCHERS_GO_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("a watcher of the event stream did not end; its answer is cut");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes no more in, lets what runs end its step, and closes the store last. */
  @Override
  public void close() {
    letWatchersGo();
    server.stop();
    entrance.queue().ifPresent(queue -> queue.close());
    lookout.close();
    clients.close();
    fleet.close();
    retention.close();
    tags.close();
    drain.close();
    conductor.close();
    engine.close();
    threads.shutdownNow();
    store.database().close();
    meters.close();
  }
}
