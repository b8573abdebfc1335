package io.github.rekey.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Posts alerts to a webhook, several at once, each until it is acknowledged; measures how long that
 * took.
 */
final class StormSender {
  private static final int AT_ONCE = 16;
  private static final int TRIES = 100;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI webhook;
  private final String token;

  StormSender(URI webhook, String token) {
    this.webhook = webhook;
    this.token = token;
  }

  /**
   * What came of it.
   *
   * @param millis how long each acknowledgement took, sorted
   */
  record Volley(int sent, long[] millis) {
    boolean allAcknowledged() {
      return millis.length == sent;
    }

    /** In milliseconds. */
    long percentile(double share) {
      return millis.length == 0 ? 0 : millis[(int) Math.ceil(share * millis.length) - 1];
    }
  }

  Volley send(List<byte[]> alerts) {
    AtomicInteger next = new AtomicInteger();
    long[] millis = new long[alerts.size()];
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        running.add(threads.submit(() -> sendNext(alerts, next, millis)));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the storm could not be sent", e);
    } finally {
      threads.shutdownNow();
    }
    return new Volley(alerts.size(), Arrays.stream(millis).filter(ms -> ms > 0).sorted().toArray());
  }

  private void sendNext(List<byte[]> alerts, AtomicInteger next, long[] millis) {
    for (int i = next.getAndIncrement(); i < millis.length; i = next.getAndIncrement()) {
      long began = System.nanoTime();
      for (int tries = 0; tries < TRIES && millis[i] == 0; tries++) {
        if (acknowledged(alerts.get(i))) {
          millis[i] = Math.max(1, Duration.ofNanos(System.nanoTime() - began).toMillis());
        } else {
          LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
      }
    }
  }

  private boolean acknowledged(byte[] alert) {
    HttpRequest request =
        HttpRequest.newBuilder(webhook)
            .header("Content-Type", "application/json; charset=utf-8")
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofByteArray(alert))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      throw new UncheckedIOException("Rekey does not answer at " + webhook, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
