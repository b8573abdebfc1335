package io.github.rekey.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.rekey.Volley;
import io.github.rekey.triage.Incident;
import io.github.rekey.triage.ResourceWork;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Storms of alerts on the way that they take in the product, from the sender to the incident. */
@ParameterizedClass
@EnumSource(Backend.class)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class StormIT {
  private static final Duration HANDLED_WITHIN = Duration.ofMinutes(5);
  private static final Instant NEWEST = Instant.parse("2027-01-10T08:00:00Z");

  private final Backend backend;
  private final AtomicInteger turns = new AtomicInteger();
  private final ResourceWork idle =
      (resource, fence) -> {
        turns.incrementAndGet();
        return new ResourceWork.Next.Idle();
      };
  private Reception reception;

  StormIT(Backend backend) {
    this.backend = backend;
  }

  private void open(int resources, ResourceWork work) {
    open(resources, 100_000, work);
  }

  private void open(int resources, int mostWaiting, ResourceWork work) {
    reception = new Reception(backend.create(), resources, mostWaiting, work);
    reception.open();
  }

  @AfterEach
  void close() {
    reception.close();
  }

  /** Half of them are copies; by their times they come in no order. */
  @Test
  void tenThousandAlertsAboutOneResourceMakeOneIncident() throws Exception {
    open(1, idle);
    List<String> alerts = shuffled(IntStream.range(0, 10_000).map(i -> i / 2), 1);
    toQueue(alerts.subList(0, 1000));
    storm(alerts.subList(1000, alerts.size()), 32);
    await().atMost(HANDLED_WITHIN).until(() -> reception.completed() == 1000);
    Incident only = reception.incidents.recent(10).get(0);
    assertThat(reception.incidents.recent(10)).hasSize(1);
    assertThat(only.alertCount()).isEqualTo(5000);
    assertThat(only.alerts())
        .as("the first ones and the one that occurred last")
        .hasSizeLessThan(10)
        .anyMatch(alert -> alert.origin().occurredAt().equals(NEWEST));
    assertThat(reception.announced).hasValueLessThan(20);
  }

  /** Two an incident in each build; {@code -Drekey.storm=50} makes it fifty thousand. */
  @Test
  void manyAlertsAboutAThousandResourcesMakeAThousandIncidents() throws Exception {
    int each = Integer.getInteger("rekey.storm", 2);
    open(1000, idle);
    List<String> alerts = shuffled(IntStream.range(0, each * 1000), 1000);
    List<String> batches = new ArrayList<>();
    for (int from = 0; from < alerts.size(); from += 10) {
      batches.add("[" + String.join(",", alerts.subList(from, from + 10)) + "]");
    }
    storm(batches, 16);
    assertThat(reception.incidents.recent(2000))
        .hasSize(1000)
        .allMatch(incident -> incident.alertCount() == each && incident.alerts().size() < 10);
  }

  /** Engine threads wait for Azure and hold no connection that intake would need. */
  @Test
  void alertsAreAcknowledgedAndTheApiAnswersWhileEveryRotationHangs() throws Exception {
    CountDownLatch azureAnswers = new CountDownLatch(1);
    AtomicInteger hanging = new AtomicInteger();
    int threads = EngineSettings.DEFAULT.threads();
    int resources = threads + 10;
    open(resources, hung(azureAnswers, hanging));
    storm(shuffled(IntStream.range(0, resources), resources), 4);
    await().atMost(HANDLED_WITHIN).until(() -> hanging.get() == threads);
    List<String> answers = new CopyOnWriteArrayList<>();
    Thread prober = new Thread(() -> probe(answers), "prober");
    prober.start();
    storm(shuffled(IntStream.range(1000, 3000), resources), 32);
    prober.interrupt();
    prober.join();
    assertThat(hanging).hasValue(threads);
    assertThat(answers).isNotEmpty().containsOnly("live");
    azureAnswers.countDown();
  }

  @Test
  void aFullInboxRefusesUntilThereIsRoomAgainAndLosesNothing() throws Exception {
    open(1, 20, idle);
    reception.holdDrain(true);
    List<String> alerts = shuffled(IntStream.range(0, 400), 1);
    CompletableFuture<Volley.Acknowledged> sent = CompletableFuture.supplyAsync(() -> fire(alerts));
    await().atMost(HANDLED_WITHIN).until(() -> reception.inboxRows.waiting() >= 20);
    toQueue(alerts.subList(0, 10));
    await().atMost(HANDLED_WITHIN).until(() -> reception.refused() > 10);
    assertThat(sent).isNotDone();
    assertThat(reception.inboxRows.waiting()).isLessThan(400);
    reception.holdDrain(false);
    assertThat(sent.get().refusals()).isPositive();
    await().atMost(HANDLED_WITHIN).until(() -> reception.completed() == 10);
    await().atMost(HANDLED_WITHIN).until(() -> reception.inboxRows.waiting() == 0);
    assertThat(reception.incidents.recent(1).get(0).alertCount()).isEqualTo(400);
  }

  private static ResourceWork hung(CountDownLatch azureAnswers, AtomicInteger hanging) {
    return (resource, fence) -> {
      hanging.incrementAndGet();
      try {
        azureAnswers.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return new ResourceWork.Next.Idle();
    };
  }

  private void probe(List<String> answers) {
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest live = HttpRequest.newBuilder(reception.url().resolve("/health/live")).build();
    try {
      while (!Thread.interrupted()) {
        answers.add(http.send(live, HttpResponse.BodyHandlers.ofString()).body());
      }
    } catch (IOException e) {
      answers.add(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Volley.Acknowledged fire(List<String> bodies) {
    try {
      return new Volley(reception.url().resolve("/hooks/eventgrid"), 8).fire(bodies);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void toQueue(List<String> alerts) {
    for (int i = 0; i < alerts.size(); i++) {
      byte[] body = alerts.get(i).getBytes(StandardCharsets.UTF_8);
      reception.broker.publish(Reception.QUEUE, "m" + i, "application/json", body, Map.of());
    }
  }

  private void storm(List<String> bodies, int atOnce) throws Exception {
    long began = System.nanoTime();
    Volley.Acknowledged acknowledged =
        new Volley(reception.url().resolve("/hooks/eventgrid"), atOnce).fire(bodies);
    await().atMost(HANDLED_WITHIN).until(() -> reception.inboxRows.waiting() == 0);
    Duration inAll = Duration.ofNanos(System.nanoTime() - began);
    System.gc();
    long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    System.out.printf(
        "%s: %s; all handled after %d ms; announced %d; turns %d; heap %d MB%n",
        backend,
        acknowledged,
        inAll.toMillis(),
        reception.announced.get(),
        turns.get(),
        heap >> 20);
  }

  private static List<String> shuffled(IntStream numbers, int resources) {
    List<String> alerts =
        new ArrayList<>(numbers.mapToObj(i -> regenerated(i, i % resources)).toList());
    Collections.shuffle(alerts, new Random(7));
    return alerts;
  }

  static String regenerated(int number, int resource) {
    return """
        {"id":"event-%1$d","topic":"storm","subject":"%2$s","dataVersion":"2","metadataVersion":"1",
        "eventType":"Microsoft.Resources.ResourceActionSuccess","eventTime":"%3$s","data":{
        "authorization":{"action":"Microsoft.SignalRService/SignalR/regeneratekey/action"},
        "resourceUri":"%2$s","correlationId":"c-%1$d","status":"Succeeded",
        "operationName":"Microsoft.SignalRService/SignalR/regeneratekey/action"}}"""
        .formatted(number, Reception.resource(resource), NEWEST.minusSeconds(number));
  }
}
