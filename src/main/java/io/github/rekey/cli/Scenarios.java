package io.github.rekey.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The plays that a drill knows. */
enum Scenarios implements Scenario {
  MANDATORY_REGENERATION(
      "Azure's notice comes late, twice, and among unrelated events.",
      new Ending(
          List.of("MANDATORY_NOTICE"),
          Map.of("primary", "primary #2", "secondary", "secondary #2"),
          List.of("primary #1", "secondary #1"),
          true)) {
    @Override
    public void play(Stage stage) {
      stage.notice(Map.of("kind", "maintenance"));
      stage.notice(Map.of("service", "Azure Synapse Analytics"));
      stage.notice(Map.of("delayMs", 1500, "copies", 2, "trackingId", "DRILL-1"));
      stage.notice(Map.of("kind", "informational", "service", "Virtual Machines"));
      stage.pause(Duration.ofSeconds(2));
      stage.notice(Map.of("schema", "legacy", "trackingId", "DRILL-1"));
    }
  },

  ALREADY_REPLACED(
      "Azure has regenerated the primary key under running apps; clients are refused.",
      new Ending(
          List.of("STORED_KEY_REPLACED", "MANDATORY_NOTICE"),
          Map.of("primary", "primary #3", "secondary", "secondary #2"),
          List.of("primary #1", "primary #2", "secondary #1"),
          true)) {
    @Override
    public void play(Stage stage) {
      stage.azureReplaces("primary");
      stage.notice(Map.of("delayMs", 500));
    }
  },

  AUTH_FAILURE(
      "Nothing is announced; a metric alert reports refused clients.",
      new Ending(
          List.of("STORED_KEY_REPLACED"),
          Map.of("primary", "primary #2", "secondary", "secondary #1"),
          List.of("primary #1"),
          true)) {
    @Override
    public void play(Stage stage) {
      stage.azureReplaces("primary");
      stage.pause(Duration.ofSeconds(1));
      stage.unauthorizedAlert();
    }
  },

  LEAKED_KEY(
      "A person reports both keys as leaked and approves the plan.",
      new Ending(
          List.of("COMPROMISE_REPORTED"),
          Map.of("primary", "primary #2", "secondary", "secondary #2"),
          List.of("primary #1", "secondary #1"),
          true)) {
    @Override
    public void play(Stage stage) {
      stage
          .api()
          .post(
              "/api/v1/resources/rotate",
              Map.of("resource", stage.resource(), "kind", "leaked", "by", "drill"));
      approve(stage);
    }
  },

  EVERYTHING(
      "A consumer of every kind uses the key; one ignores its restart, one was never listed.",
      new Ending(
          List.of(
              "MANDATORY_NOTICE", "ROTATION_FAILED", "CONSUMERS_ON_BOTH_SLOTS", "MANDATORY_NOTICE"),
          Map.of("primary", "primary #2", "secondary", "secondary #2"),
          List.of("primary #1", "secondary #1"),
          "chat-legacy",
          true)) {
    @Override
    public void play(Stage stage) {
      stage.fault("RESTART_IGNORED", "chat-pods");
      stage.notice(Map.of("delayMs", 500));
      JsonNode stopped = asked(stage);
      if (!stopped.isMissingNode()) {
        stage.list(stage.unlisted());
        retry(stage, stopped);
      }
    }

    @Override
    public boolean everything() {
      return true;
    }
  },

  LOST_ALERT(
      "Azure replaces a key while Rekey is stopped, and every alert about it is lost.",
      new Ending(
          List.of("KeysDrifted", "STORED_KEY_REPLACED"),
          Map.of("primary", "primary #2", "secondary", "secondary #1"),
          List.of("primary #1"),
          true)) {
    @Override
    public void play(Stage stage) {
      stage.stopRekey();
      stage.azureReplaces("primary");
      stage.unauthorizedAlert();
      stage.pause(Duration.ofSeconds(2));
      stage.startRekey();
    }
  },

  STORM(
      "One notice is told thousands of times: copies, late, in no order, by every way in.",
      new Ending(
          List.of("MANDATORY_NOTICE"),
          Map.of("primary", "primary #2", "secondary", "secondary #2"),
          List.of("primary #1", "secondary #1"),
          true)) {
    @Override
    public void play(Stage stage) {
      new StormPlay(stage).play();
    }

    @Override
    public List<DrillResult.Check> demands(DrillResult result) {
      return StormPlay.demands(result);
    }
  },

  NOT_A_KEY_PROBLEM(
      "Callers with a wrong audience are refused; the keys are fine.",
      new Ending(
          List.of("NOT_A_KEY_PROBLEM"),
          Map.of("primary", "primary #1", "secondary", "secondary #1"),
          List.of(),
          false)) {
    @Override
    public void play(Stage stage) {
      stage.knockWithWrongAudience(20);
      stage.unauthorizedAlert();
    }
  },

  ECHO(
      "Azure tells Rekey of everything that it does itself, late, twice and out of order.",
      new Ending(
          List.of("MANDATORY_NOTICE", "EXPECTED_DURING_ROTATION", "FAILURE_OUTLIVED_ROTATION"),
          Map.of("primary", "primary #2", "secondary", "secondary #2"),
          List.of("primary #1", "secondary #1"),
          true)) {
    @Override
    public void play(Stage stage) {
      new EchoPlay(stage).play();
    }

    @Override
    public List<DrillResult.Check> demands(DrillResult result) {
      return EchoPlay.demands(result);
    }
  },

  SPLIT_BRAIN(
      "Two installations hear the same notice, and a person regenerates a key in the midst of it.",
      new Ending(
          List.of("MANDATORY_NOTICE"), Map.of(), List.of("primary #1", "secondary #1"), true)) {
    @Override
    public void play(Stage stage) {
      new SplitBrainPlay(stage).play();
    }

    @Override
    public boolean twice() {
      return true;
    }

    @Override
    public List<DrillResult.Check> demands(DrillResult result) {
      return SplitBrainPlay.demands(result);
    }
  },

  FLEET(
      "One notice concerns 1000 resources at once, under Azure's limits; some break on the way.",
      new Ending(
          List.of("MANDATORY_NOTICE"),
          Map.of("primary", "primary #2", "secondary", "secondary #2"),
          List.of("primary #1", "secondary #1"),
          true)) {
    @Override
    public void play(Stage stage) {
      stage.notice(Map.of());
    }

    @Override
    public boolean ofAFleet() {
      return true;
    }
  };

  private final String story;
  private final Ending ending;

  Scenarios(String story, Ending ending) {
    this.story = story;
    this.ending = ending;
  }

  @Override
  public String story() {
    return story;
  }

  @Override
  public Ending ending() {
    return ending;
  }

  /** The drill answers for the person who would. */
  private static void approve(Stage stage) {
    JsonNode incident = asked(stage);
    if (!incident.isMissingNode()) {
      String question = incident.path("question").asText();
      stage.api().post(verb(incident, "approve"), Map.of("plan", question, "by", "drill"));
    }
  }

  private static void retry(Stage stage, JsonNode incident) {
    stage.api().post(verb(incident, "retry"), Map.of("by", "drill"));
  }

  static String verb(JsonNode incident, String verb) {
    return "/api/v1/incidents/%s/%s".formatted(incident.path("id").asText(), verb);
  }

  /** The incident that waits for a person, once there is one. */
  static JsonNode asked(Stage stage) {
    List<JsonNode> asking = new ArrayList<>();
    stage.await(
        () -> {
          for (JsonNode incident : stage.incidents()) {
            if (incident.path("state").asText().equals("ASKING")) {
              asking.add(incident);
            }
          }
          return !asking.isEmpty();
        });
    return asking.isEmpty() ? MissingNode.getInstance() : asking.get(0);
  }

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
