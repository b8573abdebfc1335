package io.github.rekey.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rekey.sandbox.Sandbox;
import io.github.rekey.sandbox.http.Json;
import io.github.rekey.sandbox.identity.TokenRequest;
import io.github.rekey.sandbox.monitor.ServiceHealthAlert;
import io.github.rekey.sandbox.monitor.UnauthorizedClosesAlert;
import io.github.rekey.sandbox.world.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * One matter, told thousands of times: by notices in both schemas, reminders of them and metric
 * alerts, each late and many times, in no order, at the webhook and in the queue at once.
 */
final class StormPlay {
  private static final int ALERTS = 6000;
  private static final int DIFFERENT = 300;

  /** A metric alert alone would be judged on its own and closed. */
  private static final int NOTICES_FIRST = 20;

  private static final Duration LATENESS = Duration.ofMinutes(20);
  private static final String QUEUE = "rekey";

  private final Stage stage;
  private final Sandbox sandbox;
  private final Random random = new Random(5);

  StormPlay(Stage stage) {
    this.stage = stage;
    this.sandbox = stage.sandbox();
  }

  /** All that differ come once before any of them is repeated: what is new is told early. */
  void play() {
    List<byte[]> different = different();
    List<byte[]> storm = new ArrayList<>(different);
    for (int i = DIFFERENT; i < ALERTS; i++) {
      storm.add(different.get(random.nextInt(DIFFERENT)));
    }
    List<byte[]> toQueue = half(storm, 0);
    long settled = sandbox.queues().counts(QUEUE).completed();
    long began = System.nanoTime();
    for (int i = 0; i < toQueue.size(); i++) {
      sandbox.queues().publish(QUEUE, "storm-" + i, "application/json", toQueue.get(i), Map.of());
    }
    StormSender.Volley volley = sender().send(half(storm, 1));
    boolean completed =
        stage.await(() -> sandbox.queues().counts(QUEUE).completed() >= settled + toQueue.size());
    double seconds = (System.nanoTime() - began) / 1e9;
    report(volley, completed, seconds);
  }

  private void report(StormSender.Volley volley, boolean completed, double seconds) {
    stage.prove(
        "%,d alerts, %d of them different, acknowledged in %.1f s: %,.0f a second; webhook p50 %d ms, p99 %d ms"
            .formatted(
                ALERTS,
                DIFFERENT,
                seconds,
                ALERTS / seconds,
                volley.percentile(0.5),
                volley.percentile(0.99)),
        completed && volley.allAcknowledged());
  }

  /** Looked at once everything is over. */
  static List<DrillResult.Check> demands(DrillResult result) {
    long rotations =
        result.moments().stream().filter(m -> m.kind().equals("rotation-started")).count();
    return List.of(
        new DrillResult.Check(
            "one incident was opened, not " + ALERTS, result.incidents().size() == 1),
        new DrillResult.Check("one rotation was made", rotations == 1));
  }

  private List<byte[]> different() {
    List<byte[]> alerts = new ArrayList<>();
    for (int i = 0; i < DIFFERENT; i++) {
      Instant at = Instant.now().minusMillis(random.nextInt((int) LATENESS.toMillis()));
      alerts.add(Json.bytes(alert(i, at)));
    }
    Collections.shuffle(alerts.subList(NOTICES_FIRST, DIFFERENT), random);
    return alerts;
  }

  private Map<String, Object> alert(int number, Instant at) {
    if (number % 3 == 0 && number >= NOTICES_FIRST) {
      return new UnauthorizedClosesAlert(sandbox.resource(), number + 1, at).common();
    }
    ServiceHealthAlert notice =
        new ServiceHealthAlert(notice(number, at), sandbox.resource().id().split("/")[2]);
    return number % 3 == 1 ? notice.common() : notice.legacy();
  }

  private Notice notice(int number, Instant at) {
    String service = "Azure SignalR Service";
    return new Notice(
        Notice.Type.ACTION_REQUIRED,
        "STORM-1",
        "reminder-" + number,
        service,
        sandbox.resource().region(),
        "Action required: regenerate the access keys of your " + service + " resources",
        "<p>Access key regeneration is mandatory for " + service + " resources.</p>",
        at,
        Optional.empty());
  }

  private static List<byte[]> half(List<byte[]> all, int which) {
    List<byte[]> half = new ArrayList<>();
    for (int i = which; i < all.size(); i += 2) {
      half.add(all.get(i));
    }
    return half;
  }

  private StormSender sender() {
    JsonNode token =
        stage
            .control()
            .post(
                "/tokens",
                Map.of(
                    "audience",
                    "api://rekey",
                    "appId",
                    TokenRequest.ACTION_GROUPS,
                    "roles",
                    List.of("ActionGroupsSecureWebhook")));
    return new StormSender(
        stage.rekey().resolve("/hooks/azure-monitor"), token.path("access_token").asText());
  }
}
