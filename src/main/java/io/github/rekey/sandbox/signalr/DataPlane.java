package io.github.rekey.sandbox.signalr;

import io.github.rekey.sandbox.eventgrid.EventGrid;
import io.github.rekey.sandbox.tls.Certificates;
import io.github.rekey.sandbox.tls.HttpsFace;
import io.github.rekey.sandbox.world.SignalRResource;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One resource's data plane on its own loopback port. Takes tokens signed with the resource's keys
 * in force, counts connections on its meter, and tells the resource its endpoint.
 */
public final class DataPlane implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DataPlane.class);
  private static final Duration CLIENT_TIMEOUT = Duration.ofSeconds(30);

  /**
   * How the data plane behaves.
   *
   * @param clock for the expiry of tokens and the silence of clients
   * @param ping how often clients are pinged; they give up after 30 s of silence
   * @param events told of clients that come and go, in serverless mode; null for nobody
   */
  public record Options(Clock clock, ServiceMode mode, Duration ping, @Nullable EventGrid events) {
    public static Options defaults() {
      return new Options(Clock.systemUTC(), ServiceMode.DEFAULT, Duration.ofSeconds(10), null);
    }

    public Options withClock(Clock other) {
      return new Options(other, mode, ping, events);
    }

    public Options withPing(Duration other) {
      return new Options(clock, mode, other, events);
    }

    public Options withMode(ServiceMode other) {
      return new Options(clock, other, ping, events);
    }

    public Options withEvents(EventGrid grid) {
      return new Options(clock, mode, ping, grid);
    }
  }

  private final Options options;
  private final Hubs hubs = new Hubs();
  private final Doorkeeper door;
  private final ScheduledExecutorService pings =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "signalr-pings");
            thread.setDaemon(true);
            return thread;
          });
  private final HttpsFace face;

  private DataPlane(Certificates certificates, SignalRResource resource, Options options) {
    this.options = options;
    this.door = new Doorkeeper(resource, options.clock());
    ClientSocket clients =
        new ClientSocket(hubs, resource.meter(), options, ClientEvents.of(resource, options));
    ServerSocket servers = new ServerSocket(hubs, resource.meter());
    this.face = HttpsFace.start(certificates, config -> configure(config, clients, servers));
    resource.endpoint(face.url());
    resource.serviceMode(options.mode() == ServiceMode.SERVERLESS ? "Serverless" : "Default");
    long every = options.ping().toMillis();
    pings.scheduleWithFixedDelay(this::ping, every, every, TimeUnit.MILLISECONDS);
  }

  public static DataPlane start(Certificates certificates, SignalRResource resource) {
    return start(certificates, resource, Options.defaults());
  }

  public static DataPlane start(
      Certificates certificates, SignalRResource resource, Options options) {
    return new DataPlane(certificates, resource, options);
  }

  public URI url() {
    return face.url();
  }

  /** Every request answered 401, oldest first. */
  public List<Refusal> refusals() {
    return door.refusals();
  }

  public int clients() {
    return hubs.clients().size();
  }

  public int serverConnections() {
    return hubs.servers().size();
  }

  /** Closes all client connections, as a reload of the service may (assumption). */
  public void dropClients() {
    hubs.clients().forEach(client -> client.close("ServiceReload", null));
  }

  /** Closes all server connections, and with them the clients that are routed through them. */
  public void dropServerConnections() {
    hubs.servers().forEach(server -> server.close("ServiceReload"));
  }

  @Override
  public void close() {
    pings.shutdownNow();
    face.close();
  }

  private void configure(JavalinConfig config, ClientSocket clients, ServerSocket servers) {
    config.routes.post("/client/negotiate", this::negotiate);
    config.routes.wsBeforeUpgrade("/client", door::admitClient);
    config.routes.ws("/client", clients::configure);
    config.routes.wsBeforeUpgrade("/server", door::admitServer);
    config.routes.ws("/server", servers::configure);
    new RestApi(hubs, door).configure(config.routes);
  }

  private void negotiate(Context request) {
    door.admitClient(request);
    String id = ClientSocket.freshId();
    request.json(
        Map.of(
            "negotiateVersion",
            1,
            "connectionId",
            id,
            "connectionToken",
            id,
            "availableTransports",
            List.of(Map.of("transport", "WebSockets", "transferFormats", List.of("Text")))));
  }

  private void ping() {
    Instant deadline = options.clock().instant().minus(CLIENT_TIMEOUT);
    for (ClientLink client : hubs.clients()) {
      try {
        ping(client, deadline);
      } catch (RuntimeException e) {
        LOG.warn("a client could not be pinged; the next ping is in {}", options.ping(), e);
      }
    }
  }

  private static void ping(ClientLink client, Instant deadline) {
    if (client.silentSince(deadline)) {
      client.close("PingTimeout", "The client has been silent for too long.");
    } else if (client.greeted()) {
      client.send(HubMessages.ping());
    }
  }
}
