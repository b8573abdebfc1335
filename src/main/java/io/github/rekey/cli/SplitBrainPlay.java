package io.github.rekey.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Two installations act on one notice. Once the apps sign with the new key a person at the portal
 * replaces it, so that all of them are cut off; whatever is asked, the drill answers.
 */
final class SplitBrainPlay {
  private static final int MOST_ROUNDS = 4;

  /** Both slots by each where their calls cross, and one by each that had to begin anew. */
  private static final int MOST_REGENERATIONS = 6;

  private final Stage stage;

  SplitBrainPlay(Stage stage) {
    this.stage = stage;
  }

  void play() {
    stage.notice(Map.of("trackingId", "SPLIT-1"));
    if (stage.await(this::handedOut)) {
      stage.replace("secondary");
      stage.control().post("/events/raw", Map.of("body", personAtThePortal()));
    }
    for (int round = 0; round < MOST_ROUNDS; round++) {
      if (!stage.await(this::nobodyWorks) || !answered()) {
        return;
      }
    }
  }

  private boolean handedOut() {
    for (JsonNode app : stage.control().state().path("apps")) {
      for (JsonNode instance : app.path("instances")) {
        if (!instance.path("key").asText().startsWith("secondary")) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean nobodyWorks() {
    for (JsonNode incident : stage.incidents()) {
      if (!List.of("CLOSED", "ASKING").contains(incident.path("state").asText())) {
        return false;
      }
    }
    return true;
  }

  /** Has it judged anew where a plan fits, closes it otherwise; false if nothing is asked. */
  private boolean answered() {
    boolean any = false;
    for (ApiClient api : stage.apis()) {
      for (JsonNode incident : api.get("/api/v1/incidents").path("incidents")) {
        if (incident.path("state").asText().equals("ASKING")) {
          answer(api, incident);
          any = true;
        }
      }
    }
    return any;
  }

  private static void answer(ApiClient api, JsonNode incident) {
    boolean planned = !incident.path("question").asText("").isEmpty();
    api.post(Scenarios.verb(incident, planned ? "retry" : "reject"), Map.of("by", "drill"));
  }

  private Map<String, Object> personAtThePortal() {
    String action = "Microsoft.SignalRService/SignalR/regeneratekey/action";
    String subscription = stage.resourceId().split("/")[2];
    return Map.of(
        "id",
        UUID.randomUUID().toString(),
        "topic",
        "/subscriptions/" + subscription,
        "subject",
        stage.resourceId(),
        "eventType",
        "Microsoft.Resources.ResourceActionSuccess",
        "eventTime",
        Instant.now().toString(),
        "dataVersion",
        "2",
        "metadataVersion",
        "1",
        "data",
        Map.of(
            "authorization",
            Map.of("action", action, "scope", stage.resourceId()),
            "claims",
            Map.of("name", "A Person"),
            "correlationId",
            UUID.randomUUID().toString(),
            "resourceUri",
            stage.resourceId(),
            "operationName",
            action,
            "status",
            "Succeeded"));
  }

  static List<DrillResult.Check> demands(DrillResult result) {
    JsonNode keys = result.after().at("/signalr/0/keys");
    int made = made(keys.path("primary")) + made(keys.path("secondary")) - 1;
    return List.of(
        new DrillResult.Check(
            "%d regenerations by both together, at most %d, beside the person's"
                .formatted(made, MOST_REGENERATIONS),
            made >= 1 && made <= MOST_REGENERATIONS),
        new DrillResult.Check(
            "both installations acted",
            result.moments().stream()
                    .filter(m -> m.kind().equals("rotation-started"))
                    .map(Timeline.Moment::speaker)
                    .distinct()
                    .count()
                == 2));
  }

  /** How many keys a slot has had since the first: its label ends with the number. */
  private static int made(JsonNode label) {
    String text = label.asText();
    return Integer.parseInt(text.substring(text.indexOf('#') + 1)) - 1;
  }
}
