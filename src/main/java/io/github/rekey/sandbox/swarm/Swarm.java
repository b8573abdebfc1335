package io.github.rekey.sandbox.swarm;

import io.github.rekey.sandbox.tls.Certificates;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Real SignalR clients spread over apps' hubs. Each stays connected as long as its schedule lets it
 * and proves by a slow echo that messages get through.
 */
public final class Swarm implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Swarm.class);

  /**
   * How the clients behave.
   *
   * @param echo how often a connected client sends a message
   * @param connectsAtOnce how many clients may be connecting at the same time
   */
  public record Options(
      ReconnectSchedule schedule, Duration echo, int connectsAtOnce, Clock clock) {
    public static Options defaults() {
      return new Options(ReconnectSchedule.usual(), Duration.ofSeconds(5), 16, Clock.systemUTC());
    }

    public Options withSchedule(ReconnectSchedule other) {
      return new Options(other, echo, connectsAtOnce, clock);
    }

    public Options withEcho(Duration other) {
      return new Options(schedule, other, connectsAtOnce, clock);
    }
  }

  private final ScheduledExecutorService timer;
  private final SharedHttp http;
  private final List<SwarmClient> clients;

  private Swarm(Certificates certificates, List<URI> hubUrls, int count, Options options) {
    timer =
        Executors.newScheduledThreadPool(
            2,
            task -> {
              Thread thread = new Thread(task, "swarm-timer");
              thread.setDaemon(true);
              return thread;
            });
    http = new SharedHttp(certificates);
    SwarmClient.Habits habits =
        new SwarmClient.Habits(
            options.schedule(),
            this::later,
            new ConnectGate(options.connectsAtOnce()),
            options.clock(),
            state -> wakeWaiters());
    clients =
        IntStream.range(0, count)
            .mapToObj(i -> client(i, hubUrls.get(i % hubUrls.size()), habits))
            .toList();
  }

  public static Swarm start(Certificates certificates, List<URI> hubUrls, int clients) {
    return start(certificates, hubUrls, clients, Options.defaults());
  }

  public static Swarm start(
      Certificates certificates, List<URI> hubUrls, int clients, Options options) {
    Swarm swarm = new Swarm(certificates, hubUrls, clients, options);
    swarm.begin(options.echo());
    return swarm;
  }

  public Report report() {
    return Report.of(clients.stream().map(SwarmClient::report).toList());
  }

  /** Whether all clients were connected at the same time before the time was over. */
  public synchronized boolean awaitConnected(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!allConnected()) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    CompletableFuture<?>[] stops =
        clients.stream()
            .map(SwarmClient::stop)
            .map(CompletionStage::toCompletableFuture)
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(stops)
        .orTimeout(5, TimeUnit.SECONDS)
        .handle((stopped, failure) -> failure == null)
        .join();
    http.close();
  }

  private SwarmClient client(int index, URI hubUrl, SwarmClient.Habits habits) {
    String name = "client-%03d".formatted(index + 1);
    return new SwarmClient(name, hubUrl, new HubLink(hubUrl, http), habits);
  }

  /** Echoes are spread evenly over the interval. */
  private void begin(Duration echo) {
    long every = echo.toMillis();
    for (int i = 0; i < clients.size(); i++) {
      SwarmClient client = clients.get(i);
      client.begin();
      long first = every * (i + 1) / clients.size();
      timer.scheduleAtFixedRate(client::echo, first, every, TimeUnit.MILLISECONDS);
    }
  }

  private void later(Runnable task, Duration delay) {
    try {
      timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("nothing is started any more, since the swarm is closed");
    }
  }

  private boolean allConnected() {
    return clients.stream().allMatch(client -> client.state() == ClientState.CONNECTED);
  }

  private synchronized void wakeWaiters() {
    notifyAll();
  }
}
