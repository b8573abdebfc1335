package io.github.rekey.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rekey.sandbox.swarm.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The end of a drill as a table for people. */
final class DrillTable {
  private final DrillResult result;
  private final Screen screen;
  private final StringBuilder text = new StringBuilder();

  DrillTable(DrillResult result, Screen screen) {
    this.result = result;
    this.screen = screen;
  }

  String text() {
    consumers();
    clients();
    calls();
    times();
    checks();
    return text.toString();
  }

  private void heading(String words) {
    text.append(System.lineSeparator()).append(screen.bold(words)).append(System.lineSeparator());
  }

  private void row(String format, Object... arguments) {
    text.append("  ")
        .append(String.format(Locale.ROOT, format, arguments))
        .append(System.lineSeparator());
  }

  private void consumers() {
    heading("Who used which key");
    row("%-26s %-14s %s", "", "before", "after");
    JsonNode apps = result.after().path("apps");
    for (int app = 0; app < apps.size(); app++) {
      JsonNode before = result.before().path("apps").path(app).path("instances");
      JsonNode after = apps.path(app).path("instances");
      for (int i = 0; i < after.size(); i++) {
        row(
            "%-26s %-14s %s",
            apps.path(app).path("name").asText() + " instance " + (i + 1),
            before.path(i).path("key").asText(),
            after.path(i).path("key").asText());
      }
    }
  }

  private void clients() {
    Report.Totals totals = result.clients();
    heading("Clients");
    row("%-26s %d", "before", totals.clients());
    row("%-26s %d", "dropped at least once", totals.everDropped());
    row("%-26s %d", "back", totals.back());
    row("%-26s %d", "lost for good", totals.lost());
    row("%-26s %.1f s", "longest gap", totals.longestGap().toMillis() / 1000.0);
  }

  private void calls() {
    heading("Calls made");
    result
        .after()
        .path("calls")
        .properties()
        .forEach(
            call -> {
              int made =
                  call.getValue().asInt()
                      - result.before().path("calls").path(call.getKey()).asInt();
              if (made > 0) {
                row("%-44s %d", call.getKey(), made);
              }
            });
  }

  private void times() {
    heading("Time by step");
    Map<String, Instant> started = new LinkedHashMap<>();
    for (Timeline.Moment moment : result.moments()) {
      String key = moment.rotation() + "/" + moment.step();
      if (moment.kind().equals("started")) {
        started.putIfAbsent(key, moment.at());
      } else if (moment.kind().equals("ended") && moment.reason().equals("Done")) {
        Instant from = started.getOrDefault(key, moment.at());
        row(
            "%-2d %-26s %6.1f s",
            moment.step() + 1,
            moment.words().split(":", 2)[0],
            Duration.between(from, moment.at()).toMillis() / 1000.0);
      }
    }
  }

  private void checks() {
    heading(result.passed() ? "Proved" : "NOT proved");
    for (DrillResult.Check check : result.checks()) {
      row("%s %s", check.met() ? screen.green("yes") : screen.red("NO "), check.demand());
    }
  }
}
