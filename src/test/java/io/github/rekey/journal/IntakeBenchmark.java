package io.github.rekey.journal;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusProcessorClient;
import com.azure.messaging.servicebus.ServiceBusReceivedMessageContext;
import com.azure.messaging.servicebus.models.ServiceBusReceiveMode;
import io.github.rekey.triage.ResourceWork;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What durable intake costs. No part of the build: docs/benchmarks.md says how it is run. */
class IntakeBenchmark {
  private static final int MESSAGES = 2000;
  private static final int ROUNDS = 3;
  private static final int EVENTS_A_SECOND = 500;
  private static final int SECONDS = 10;
  private static final ResourceWork IDLE = (resource, fence) -> new ResourceWork.Next.Idle();
  private int sent;

  /** The same SDK, broker, messages and concurrency, turn about in one run. */
  @ParameterizedTest
  @EnumSource(Backend.class)
  void durableIntakeAgainstAReceiveThatDoesNothing(Backend backend) {
    double[] nothing = new double[ROUNDS];
    double[] durable = new double[ROUNDS];
    try (Reception reception = new Reception(backend.create(), 1, 1_000_000, IDLE)) {
      for (int round = -1; round < ROUNDS; round++) {
        double bare = bare(reception);
        double whole = whole(reception);
        if (round >= 0) {
          nothing[round] = bare;
          durable[round] = whole;
        }
      }
    }
    Arrays.sort(nothing);
    Arrays.sort(durable);
    System.out.printf(
        "%s: no-op %.0f/s, durable %.0f/s (medians of %d), ratio %.2f%n",
        backend,
        nothing[ROUNDS / 2],
        durable[ROUNDS / 2],
        ROUNDS,
        durable[ROUNDS / 2] / nothing[ROUNDS / 2]);
  }

  private double bare(Reception reception) {
    ServiceBusProcessorClient client =
        new ServiceBusClientBuilder()
            .connectionString(reception.broker.connectionString())
            .processor()
            .queueName(Reception.QUEUE)
            .receiveMode(ServiceBusReceiveMode.PEEK_LOCK)
            .disableAutoComplete()
            .prefetchCount(0)
            .maxConcurrentCalls(Reception.CONCURRENCY)
            .processMessage(ServiceBusReceivedMessageContext::complete)
            .processError(error -> System.out.println(error.getException()))
            .buildProcessorClient();
    try (client) {
      return rate(reception, client::start);
    }
  }

  private double whole(Reception reception) {
    try (var queue = reception.listener()) {
      return rate(reception, queue::start);
    }
  }

  private double rate(Reception reception, Runnable start) {
    long before = reception.completed();
    for (int i = 0; i < MESSAGES; i++) {
      byte[] body = StormIT.regenerated(sent, 0).getBytes(StandardCharsets.UTF_8);
      reception.broker.publish(Reception.QUEUE, "b" + sent++, "application/json", body, Map.of());
    }
    start.run();
    Awaitility.await()
        .pollInterval(Duration.ofMillis(2))
        .until(() -> reception.completed() > before + MESSAGES / 10);
    long from = reception.completed();
    long began = System.nanoTime();
    Awaitility.await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(2))
        .until(() -> reception.completed() == before + MESSAGES);
    return (before + MESSAGES - from) * 1e9 / (System.nanoTime() - began);
  }

  /** From the moment at which each was due, so that a stall counts for all who wait behind it. */
  @ParameterizedTest
  @EnumSource(Backend.class)
  void acknowledgementAtASteadyRate(Backend backend) {
    try (Reception reception = new Reception(backend.create(), 100, 1_000_000, IDLE)) {
      reception.open();
      steady(reception.url(), 2);
      long[] nanos = steady(reception.url(), SECONDS);
      System.out.printf(
          "%s: %d events/s for %d s, acknowledged after p50 %.1f ms, p99 %.1f ms, most %.1f ms%n",
          backend,
          EVENTS_A_SECOND,
          SECONDS,
          nanos[nanos.length / 2] / 1e6,
          nanos[nanos.length * 99 / 100] / 1e6,
          nanos[nanos.length - 1] / 1e6);
    }
  }

  private long[] steady(URI reception, int seconds) {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    List<CompletableFuture<Long>> answers = new ArrayList<>();
    long began = System.nanoTime();
    for (int i = 0; i < EVENTS_A_SECOND * seconds; i++) {
      long due = began + i * 1_000_000_000L / EVENTS_A_SECOND;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      HttpRequest post =
          HttpRequest.newBuilder(reception.resolve("/hooks/eventgrid"))
              .POST(HttpRequest.BodyPublishers.ofString(StormIT.regenerated(sent++, i % 100)))
              .build();
      answers.add(
          http.sendAsync(post, HttpResponse.BodyHandlers.discarding())
              .thenApply(answer -> answered(answer.statusCode(), due)));
    }
    return answers.stream().mapToLong(CompletableFuture::join).sorted().toArray();
  }

  private static long answered(int status, long due) {
    if (status != 200) {
      throw new IllegalStateException("answered " + status);
    }
    return System.nanoTime() - due;
  }
}
