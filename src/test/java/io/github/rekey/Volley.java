package io.github.rekey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Posts many bodies to one place, several at once, and repeats each as long as it is told to. */
public final class Volley {
  private static final Duration BEFORE_REPEATING = Duration.ofMillis(50);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI to;
  private final int atOnce;
  private final AtomicInteger refused = new AtomicInteger();

  public Volley(URI to, int atOnce) {
    this.to = to;
    this.atOnce = atOnce;
  }

  /** How long each of them took to be acknowledged, and all of them together. */
  public record Acknowledged(long[] nanos, Duration inAll, int refusals) {
    public Duration percentile(double share) {
      long[] sorted = nanos.clone();
      Arrays.sort(sorted);
      return Duration.ofNanos(sorted[(int) Math.ceil(share * sorted.length) - 1]);
    }

    @Override
    public String toString() {
      return "%d acknowledged in %d ms, %.0f/s, p50 %.1f ms, p99 %.1f ms, refused before %d"
          .formatted(
              nanos.length,
              inAll.toMillis(),
              nanos.length * 1e9 / inAll.toNanos(),
              percentile(0.5).toNanos() / 1e6,
              percentile(0.99).toNanos() / 1e6,
              refusals);
    }
  }

  /** Returns once all are acknowledged; fails on an answer other than 200 and 503. */
  public Acknowledged fire(List<String> bodies) throws Exception {
    long[] nanos = new long[bodies.size()];
    AtomicInteger next = new AtomicInteger();
    ExecutorService senders = Executors.newFixedThreadPool(atOnce);
    long began = System.nanoTime();
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < atOnce; i++) {
      running.add(senders.submit(() -> send(bodies, nanos, next)));
    }
    for (Future<?> each : running) {
      each.get();
    }
    senders.shutdown();
    return new Acknowledged(nanos, Duration.ofNanos(System.nanoTime() - began), refused.get());
  }

  private void send(List<String> bodies, long[] nanos, AtomicInteger next) {
    for (int i = next.getAndIncrement(); i < nanos.length; i = next.getAndIncrement()) {
      long began = System.nanoTime();
      while (!acknowledged(bodies.get(i))) {
        LockSupport.parkNanos(BEFORE_REPEATING.toNanos());
      }
      nanos[i] = System.nanoTime() - began;
    }
  }

  private boolean acknowledged(String body) {
    HttpRequest request =
        HttpRequest.newBuilder(to)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isIn(200, 503);
      if (answer.statusCode() == 503) {
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        refused.incrementAndGet();
      }
      return answer.statusCode() == 200;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
