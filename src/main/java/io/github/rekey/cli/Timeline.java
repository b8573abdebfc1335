package io.github.rekey.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Prints what happens while it happens, and remembers it for the table at the end. */
final class Timeline {
  /**
   * One thing that happened, as the event stream tells it.
   *
   * @param speaker which installation tells it; blank where there is but one
   */
  record Moment(
      Instant at,
      String speaker,
      String kind,
      String reason,
      String rotation,
      int step,
      String words) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Screen screen;
  private final boolean json;
  private final PrintWriter out;
  private final Instant start;
  private final List<Moment> moments = new CopyOnWriteArrayList<>();
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();

  Timeline(PrintWriter out, Screen screen, boolean json, Clock clock) {
    this.out = out;
    this.screen = screen;
    this.json = json;
    this.start = clock.instant();
  }

  List<Moment> moments() {
    return new ArrayList<>(moments);
  }

  /** One line of the event stream; only data lines matter. */
  void line(String speaker, String line) {
    if (!line.startsWith("data:")) {
      return;
    }
    try {
      JsonNode event = JSON.readTree(line.substring(5).trim());
      if (event.has("kind")) {
        take(speaker, event);
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the event stream sent a line that is not JSON", e);
    }
  }

  private void take(String speaker, JsonNode event) {
    Moment moment =
        new Moment(
            Instant.parse(event.path("at").asText()),
            speaker,
            event.path("kind").asText(),
            event.path("reason").asText(""),
            event.path("rotation").asText(""),
            event.path("step").asInt(-1),
            event.path("sentence").asText());
    moments.add(moment);
    if (json) {
      out.println(event);
      out.flush();
    } else if (worthALine(moment)) {
      screen.line(paint(moment));
    }
  }

  /** A step's start is no news, and of its waiting only the first word is. */
  private boolean worthALine(Moment moment) {
    if (moment.kind().equals("started")) {
      return false;
    }
    return !moment.reason().equals("NotYet")
        || (!moment.words().contains("the intent to be on record")
            && waiting.add(moment.rotation() + "/" + moment.step()));
  }

  private String paint(Moment moment) {
    return "%s %s%s %-9s %s"
        .formatted(
            screen.dim(since(moment.at())),
            moment.speaker().isEmpty() ? "" : screen.bold(moment.speaker()) + " ",
            mark(moment),
            screen.dim(label(moment)),
            words(moment));
  }

  private String since(Instant at) {
    double seconds = Duration.between(start, at).toMillis() / 1000.0;
    return String.format(Locale.ROOT, "%6.1f s", Math.max(0, seconds));
  }

  private String mark(Moment moment) {
    return switch (moment.kind()) {
      case "alert" -> screen.yellow("!");
      case "question" -> screen.yellow("?");
      case "verdict", "rotation-started" -> screen.cyan("»");
      case "ended" -> mark(moment.reason());
      case "rotation-ended" ->
          moment.words().startsWith("failed") ? screen.red("x") : screen.green("*");
      default -> screen.green("*");
    };
  }

  private String mark(String outcome) {
    return switch (outcome) {
      case "Done" -> screen.green("+");
      case "NotYet" -> screen.dim(".");
      case "InDoubt" -> screen.yellow("~");
      default -> screen.red("x");
    };
  }

  private static String label(Moment moment) {
    return switch (moment.kind()) {
      case "ended" -> moment.step() < 0 ? "step" : "step " + (moment.step() + 1);
      case "rotation-started", "rotation-ended" -> "rotation";
      case "incident-closed" -> "closed";
      default -> moment.kind();
    };
  }

  private String words(Moment moment) {
    boolean named = moment.kind().equals("verdict") || moment.kind().equals("question");
    return (named ? screen.bold(moment.reason()) + " " : "") + moment.words();
  }
}
