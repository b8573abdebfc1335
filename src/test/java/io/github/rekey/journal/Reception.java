package io.github.rekey.journal;

import io.github.rekey.intake.AlertReader;
import io.github.rekey.intake.Bounds;
import io.github.rekey.intake.GateSettings;
import io.github.rekey.intake.Gates;
import io.github.rekey.intake.GroupCommit;
import io.github.rekey.intake.Intake;
import io.github.rekey.intake.IntakeMeters;
import io.github.rekey.intake.QueueListener;
import io.github.rekey.intake.QueueSettings;
import io.github.rekey.intake.WebhookSettings;
import io.github.rekey.intake.Webhooks;
import io.github.rekey.rotation.Baseline;
import io.github.rekey.rotation.ClientMeter;
import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.sandbox.servicebus.QueueOptions;
import io.github.rekey.sandbox.servicebus.ServiceBusEmulator;
import io.github.rekey.triage.Alert;
import io.github.rekey.triage.AlertRouter;
import io.github.rekey.triage.AlertSink;
import io.github.rekey.triage.Announcer;
import io.github.rekey.triage.ExpectedFailures;
import io.github.rekey.triage.Inbox;
import io.github.rekey.triage.Policy;
import io.github.rekey.triage.ResourceWork;
import io.javalin.Javalin;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Everything between a sender and an incident as it is in the product: webhooks and queue, inbox,
 * drain, router, incidents and engine, on a real database. What the engine's turns do is given.
 */
final class Reception implements AutoCloseable {
  static final String QUEUE = "alerts";
  static final int CONCURRENCY = 4;
  private static final String SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";

  final Database database;
  final JdbcIncidents incidents;
  final InboxReader inboxRows;
  final AtomicInteger announced = new AtomicInteger();
  final ServiceBusEmulator broker =
      ServiceBusEmulator.start().queue(QUEUE, QueueOptions.defaults());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private volatile boolean held;
  private final Engine engine;
  private final InboxDrain drain;
  private final Intake intake;
  private final QueueListener queue;
  private final Javalin server;

  Reception(DatabaseSettings settings, int resources, int mostWaiting, ResourceWork work) {
    Clock clock = Clock.systemUTC();
    database = Database.open(settings);
    incidents = new JdbcIncidents(database);
    inboxRows = new InboxReader(database);
    engine =
        new Engine(
            database,
            work,
            () -> incidents.unfinished(Instant.EPOCH),
            EngineSettings.DEFAULT,
            meters);
    Announcer announcer = new Announcer(happening -> announced.incrementAndGet(), clock);
    AlertRouter router =
        new AlertRouter(
            new Many(resources),
            incidents,
            engine,
            announcer,
            caller -> false,
            new ExpectedFailures(
                incidents, new JdbcJournal(database), Policy.standard().expectedAfter()),
            clock);
    drain = new InboxDrain(database, alert -> pass(alert, router), clock, meters);
    Inbox inbox =
        new GroupCommit(
            new BoundedInbox(
                new JdbcInbox(database, clock, drain::nudge), inboxRows, mostWaiting, meters),
            500);
    intake = new Intake(new AlertReader(Bounds.DEFAULT, clock), inbox, new IntakeMeters(meters));
    queue = listener();
    Webhooks webhooks =
        new Webhooks(
            intake,
            Gates.of(new GateSettings.Open(), HttpClient.newHttpClient(), clock),
            WebhookSettings.DEFAULT);
    server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.routes.get("/health/live", ctx -> ctx.result("live"));
              webhooks.addRoutes(config.routes);
            });
  }

  void open() {
    engine.start();
    drain.start();
    queue.start();
    server.start("127.0.0.1", 0);
  }

  /** Another listener to the queue. */
  QueueListener listener() {
    return new QueueListener(
        QueueSettings.byConnectionString(broker.connectionString(), QUEUE, CONCURRENCY), intake);
  }

  /** Messages of the queue that were acknowledged. */
  long completed() {
    return broker.counts(QUEUE).completed();
  }

  /** Deliveries that were not stored. */
  double refused() {
    return meters.find("rekey.intake.not_stored").counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  /** While it is held, what is stored is not handled. */
  void holdDrain(boolean hold) {
    held = hold;
  }

  private void pass(Alert alert, AlertSink router) {
    if (held) {
      throw new IllegalStateException("nothing is handled at the moment");
    }
    router.accept(alert);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  static ResourceId resource(int number) {
    return new ResourceId(
        "/subscriptions/%s/resourceGroups/storm/providers/Microsoft.SignalRService/signalR/chat-%d"
            .formatted(SUBSCRIPTION, number));
  }

  @Override
  public void close() {
    server.stop();
    queue.close();
    drain.close();
    engine.close();
    database.close();
    broker.close();
  }

  private static final class Many implements Fleet {
    private final Map<ResourceId, ManagedResource> resources = new LinkedHashMap<>();

    Many(int count) {
      IntStream.range(0, count)
          .mapToObj(Reception::resource)
          .forEach(
              id ->
                  resources.put(
                      id,
                      new ManagedResource(
                          id, "westeurope", List.of(), List.of(), new NobodyCounts())));
    }

    @Override
    public List<ManagedResource> all() {
      return List.copyOf(resources.values());
    }

    @Override
    public Optional<ManagedResource> find(ResourceId id) {
      return Optional.ofNullable(resources.get(id));
    }
  }

  private record NobodyCounts() implements ClientMeter {
    @Override
    public Optional<Baseline> baseline(ResourceId resource, Instant before) {
      return Optional.empty();
    }

    @Override
    public OptionalInt clients(ResourceId resource, Instant since) {
      return OptionalInt.empty();
    }
  }
}
