package io.github.rekey.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints incidents and what their rotations do; exits 3 if one waits for a person. */
@Command(name = "status", description = "Show incidents and rotations of a running Rekey.")
final class StatusCommand implements Callable<Integer> {
  @Mixin private Connection connection = new Connection();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ApiClient client = connection.client();
    JsonNode incidents = client.get("/api/v1/incidents");
    PrintWriter out = spec.commandLine().getOut();
    if (connection.json()) {
      out.println(incidents.toPrettyString());
    } else {
      print(out, client, incidents);
      out.print(ForecastLine.of(client.get("/api/v1/forecast")));
    }
    return asks(incidents) ? Main.NEEDS_OPERATOR : Main.DONE;
  }

  private static void print(PrintWriter out, ApiClient client, JsonNode incidents) {
    JsonNode status = client.get("/api/v1/status");
    out.printf(
        "%s; %d resources, %d rotations under way%n",
        status.path("paused").asBoolean() ? "PAUSED" : "running",
        status.path("resources").asInt(),
        status.path("runningRotations").asInt());
    if (list(incidents).isEmpty()) {
      out.println("no incidents");
    }
    for (JsonNode incident : list(incidents)) {
      JsonNode verdict = incident.path("verdict");
      out.printf(
          "%-14s %-9s %-20s %s%n",
          incident.path("id").asText(),
          incident.path("state").asText(),
          incident.path("name").asText(),
          verdict.isObject()
              ? verdict.path("reason").asText() + ": " + verdict.path("sentence").asText()
              : "not judged yet");
      deadline(incident, status).ifPresent(line -> out.println("  " + line));
      rotations(out, client, incident.path("rotations"));
      if (incident.path("state").asText().equals("ASKING")) {
        approved(out, incident.path("approvals"));
        out.printf(
            "  answer with: rekey approve %1$s, or: rekey reject %1$s%n",
            incident.path("id").asText());
      }
    }
  }

  /** Of an incident that is not closed: what is past in one that is needs no hurry. */
  private static Optional<String> deadline(JsonNode incident, JsonNode status) {
    if (!incident.hasNonNull("deadline") || incident.path("state").asText().equals("CLOSED")) {
      return Optional.empty();
    }
    Instant due = Instant.parse(incident.path("deadline").asText());
    Duration left = Duration.between(Instant.parse(status.path("now").asText()), due);
    String words = "%d h %d min".formatted(left.abs().toHours(), left.abs().toMinutesPart());
    return Optional.of(
        "new keys are due by %s, %s"
            .formatted(due, left.isNegative() ? "passed " + words + " ago" : words + " left"));
  }

  private static void approved(PrintWriter out, JsonNode approvals) {
    for (JsonNode approval : approvals) {
      if (approval.path("usedAt").isMissingNode() && approval.path("voidedAt").isMissingNode()) {
        out.printf(
            "  approved by %s, waits to start until %s%n",
            approval.path("by").asText(), approval.path("until").asText());
      }
    }
  }

  private static void rotations(PrintWriter out, ApiClient client, JsonNode rotations) {
    for (JsonNode rotation : rotations) {
      if (rotation.path("ending").isMissingNode()) {
        out.println(
            "  " + underWay(client.get("/api/v1/rotations/" + rotation.path("id").asText())));
      }
    }
  }

  private static String underWay(JsonNode rotation) {
    String now =
        rotation.hasNonNull("pausedSince")
            ? "is held since %s by %s; let it go on with: rekey resume"
                .formatted(
                    rotation.path("pausedSince").asText(),
                    rotation.path("pausedBy").asText("the pause of everything"))
            : "runs; hold it with: rekey pause";
    return "%1$s %2$s %1$s, end it with: rekey abort %1$s"
        .formatted(rotation.path("id").asText(), now);
  }

  private static boolean asks(JsonNode incidents) {
    for (JsonNode incident : list(incidents)) {
      if (incident.path("state").asText().equals("ASKING")) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode list(JsonNode answer) {
    return answer.isArray() ? answer : answer.path("incidents");
  }
}
