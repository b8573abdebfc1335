package io.github.rekey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.microsoft.signalr.HubConnection;
import io.github.rekey.intake.AlertReader;
import io.github.rekey.intake.Bounds;
import io.github.rekey.intake.Intake;
import io.github.rekey.intake.IntakeMeters;
import io.github.rekey.intake.MemoryInbox;
import io.github.rekey.intake.QueueListener;
import io.github.rekey.intake.QueueSettings;
import io.github.rekey.rotation.Baseline;
import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.ToyAzure;
import io.github.rekey.sandbox.apps.AppHost;
import io.github.rekey.sandbox.eventgrid.Event;
import io.github.rekey.sandbox.eventgrid.EventGrid;
import io.github.rekey.sandbox.eventgrid.RetryPolicy;
import io.github.rekey.sandbox.eventgrid.Schema;
import io.github.rekey.sandbox.eventgrid.Subscription;
import io.github.rekey.sandbox.http.Poster;
import io.github.rekey.sandbox.servicebus.QueueOptions;
import io.github.rekey.sandbox.servicebus.ServiceBusEmulator;
import io.github.rekey.sandbox.signalr.DataPlane;
import io.github.rekey.sandbox.signalr.ServiceMode;
import io.github.rekey.sandbox.signalr.Signed;
import io.github.rekey.sandbox.signalr.TestHub;
import io.github.rekey.sandbox.tls.Certificates;
import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.SignalRResource;
import io.github.rekey.sandbox.world.Site;
import io.github.rekey.sandbox.world.Slot;
import io.github.rekey.triage.ConnectionCounts;
import io.github.rekey.triage.ConnectionEvents;
import io.github.rekey.triage.Inbox;
import io.github.rekey.triage.Reading;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real clients of a serverless resource, and the events that tell of them, to the count. */
class ConnectionEventsIT {
  private static final String QUEUE = "events";
  private static final ResourceId CHAT = ToyAzure.RESOURCE;

  private final Certificates certificates = new Certificates();
  private final Azure azure = new Azure();
  private final SignalRResource resource =
      new SignalRResource(CHAT.value(), "westeurope", Map.of(), Clock.systemUTC());
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final List<HubConnection> hubs = new ArrayList<>();
  private final MemoryInbox inbox = new MemoryInbox();
  private final TickingClock clock = new TickingClock(Instant.now());
  private final ConnectionCounts counts = new ConnectionCounts(clock);
  private ServiceBusEmulator queues;
  private EventGrid grid;

  @BeforeEach
  void start() {
    queues = opened(ServiceBusEmulator.start().queue(QUEUE, QueueOptions.defaults()));
    grid =
        new EventGrid(
            azure,
            queues,
            new Poster(certificates),
            new RetryPolicy(1),
            Clock.systemUTC(),
            scheduler);
    grid.subscribe(
            new Subscription(
                "clients", Schema.EVENT_GRID, Set.of(), new Subscription.ToQueue(QUEUE)))
        .join();
    azure.add(resource);
    listen();
  }

  @AfterEach
  void stop() throws Exception {
    hubs.forEach(hub -> hub.stop().blockingAwait());
    while (!open.isEmpty()) {
      open.pop().close();
    }
    scheduler.shutdownNow();
  }

  @Test
  void realClientsOfAServerlessResourceAreCountedAsTheyComeAndGo() {
    open(ServiceMode.SERVERLESS);
    for (int i = 0; i < 3; i++) {
      connect(direct());
    }
    awaitEvents(3);
    clock.tick(Duration.ofMinutes(31));
    hubs.remove(0).stop().blockingAwait();
    awaitEvents(4);

    assertThat(counts.baseline(CHAT, clock.instant()))
        .get()
        .extracting(Baseline::clients)
        .isEqualTo(3);
    assertThat(counts.clients(CHAT, clock.instant().minusSeconds(15))).hasValue(2);
  }

  @Test
  void clientsThatAnAppServesRaiseNoEvents() {
    DataPlane plane = open(ServiceMode.DEFAULT);
    String setting = resource.connectionString(Slot.PRIMARY);
    Site site = new Site("/sites/app", 1, Map.of("Azure__SignalR__ConnectionString", setting));
    AppHost app = opened(AppHost.start(certificates, azure, site));
    await().until(app::connected);
    connect(TestHub.to(app.negotiateUrl().toString(), certificates));
    assertThat(plane.clients()).isEqualTo(1);

    grid.publish(Event.Raw.of(JsonNodeFactory.instance.objectNode().put("a", "marker")));
    awaitEvents(1);
    assertThat(inbox.stored()).hasOnlyElementsOfType(Reading.Unreadable.class);
  }

  private void awaitEvents(int events) {
    await().until(() -> inbox.stored().size() == events);
  }

  private void listen() {
    ConnectionEvents sink =
        new ConnectionEvents(
            new OnlyChat(),
            counts,
            alert -> {
              throw new AssertionError("no other alert is sent here: " + alert);
            });
    Inbox drained =
        readings -> {
          ToyPayloads.alerts(readings).forEach(sink::accept);
          return inbox.store(readings);
        };
    Intake intake =
        new Intake(
            new AlertReader(Bounds.DEFAULT, Clock.systemUTC()),
            drained,
            new IntakeMeters(new SimpleMeterRegistry()));
    QueueSettings settings = QueueSettings.byConnectionString(queues.connectionString(), QUEUE, 4);
    opened(new QueueListener(settings, intake)).start();
  }

  private DataPlane open(ServiceMode mode) {
    return opened(
        DataPlane.start(
            certificates, resource, DataPlane.Options.defaults().withMode(mode).withEvents(grid)));
  }

  private HubConnection direct() {
    String path = "/client/?hub=chat";
    String token = Signed.with(resource.listedKey(Slot.PRIMARY), "https://localhost" + path);
    return TestHub.to(resource.endpoint() + path, certificates, token);
  }

  private void connect(HubConnection hub) {
    hubs.add(hub);
    TestHub.start(hub);
  }

  private <T extends AutoCloseable> T opened(T part) {
    open.push(part);
    return part;
  }

  private static final class OnlyChat implements Fleet {
    private final ManagedResource chat = new ToyAzure().resource();

    @Override
    public List<ManagedResource> all() {
      return List.of(chat);
    }

    @Override
    public Optional<ManagedResource> find(ResourceId id) {
      return Optional.of(chat).filter(known -> known.id().equals(id));
    }
  }
}
