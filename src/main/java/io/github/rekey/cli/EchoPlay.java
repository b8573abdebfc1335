package io.github.rekey.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Azure sends back whatever Rekey itself causes: events of its calls, alerts from the activity log,
 * refused clients; copies of them all come late. Then clients are refused for another reason.
 */
final class EchoPlay {
  private static final int LATE_MILLIS = 9000;

  /** A second more than the sandbox's configuration has the window. */
  private static final Duration WINDOW_OVER = Duration.ofSeconds(16);

  private final Stage stage;

  EchoPlay(Stage stage) {
    this.stage = stage;
  }

  void play() {
    stage.control().post("/faults", Map.of("kind", "DUPLICATE_EVENT", "times", 20));
    stage.control().post("/faults", Map.of("kind", "REORDERED_EVENT", "times", 10));
    stage.notice(Map.of("trackingId", "ECHO-1"));
    echoOnce("secondary");
    echoOnce("primary");
    stage.await(this::allClosed);
    stage.notice(Map.of("trackingId", "ECHO-1"));
    stage.pause(WINDOW_OVER);
    stage.knockWithWrongAudience(20);
    stage.unauthorizedAlert();
    JsonNode asked = Scenarios.asked(stage);
    if (!asked.isMissingNode()) {
      stage.api().post(Scenarios.verb(asked, "reject"), Map.of("by", "drill"));
    }
  }

  private void echoOnce(String slot) {
    stage.await(
        () -> !stage.control().state().at("/signalr/0/keys/" + slot).asText().endsWith(" #1"));
    stage.unauthorizedAlert();
    stage.unauthorizedAlert(Map.of("delayMs", LATE_MILLIS));
    Map<String, Object> alert = activityLogAlert();
    stage.control().post("/alerts/raw", Map.of("body", alert, "copies", 2));
    stage.control().post("/alerts/raw", Map.of("body", alert, "delayMs", LATE_MILLIS));
  }

  private boolean allClosed() {
    JsonNode incidents = stage.incidents();
    for (JsonNode incident : incidents) {
      if (!incident.path("state").asText().equals("CLOSED")) {
        return false;
      }
    }
    return !incidents.isEmpty();
  }

  /** What an activity log alert says of a regenerateKey that Rekey's application made. */
  private Map<String, Object> activityLogAlert() {
    String action = "Microsoft.SignalRService/SignalR/regeneratekey/action";
    Map<String, Object> entry =
        Map.of(
            "authorization",
            Map.of("action", action, "scope", stage.resourceId()),
            "claims",
            "{\"appid\": \"" + stage.clientId() + "\"}",
            "correlationId",
            UUID.randomUUID().toString(),
            "eventSource",
            "Administrative",
            "eventTimestamp",
            Instant.now().toString(),
            "eventDataId",
            UUID.randomUUID().toString(),
            "operationName",
            action,
            "resourceId",
            stage.resourceId(),
            "status",
            "Succeeded");
    return Map.of(
        "schemaId",
        "Microsoft.Insights/activityLogs",
        "data",
        Map.of("status", "Activated", "context", Map.of("activityLog", entry)));
  }

  static List<DrillResult.Check> demands(DrillResult result) {
    return List.of(
        new DrillResult.Check(
            "its own calls came back and did not count", told(result, "OWN_ACTION") >= 4),
        new DrillResult.Check(
            "refusals of its own making came back and did not count",
            told(result, "EXPECTED_DURING_ROTATION") >= 2),
        new DrillResult.Check("one rotation in all", count(result, "rotation-started") == 1));
  }

  private static long told(DrillResult result, String reason) {
    return result.moments().stream().filter(m -> m.reason().equals(reason)).count();
  }

  private static long count(DrillResult result, String kind) {
    return result.moments().stream().filter(m -> m.kind().equals(kind)).count();
  }
}
