package io.github.rekey.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** The forecast in a line, where more than one resource is concerned. */
final class ForecastLine {
  private ForecastLine() {}

  /** Empty if there is nothing to forecast; otherwise ends with a line break. */
  static String of(JsonNode forecast) {
    return forecast.path("total").asInt() < 2 || !forecast.hasNonNull("finish")
        ? ""
        : words(forecast) + System.lineSeparator();
  }

  static String words(JsonNode forecast) {
    String finish =
        forecast.hasNonNull("finish")
            ? "; by Azure's limits done in %d s (%.1f writes a resource)"
                .formatted(seconds(forecast), usualWrites(forecast))
            : "";
    return String.format(
        Locale.ROOT,
        "%d of %d done, %d under way, %d waiting, %d asking%s",
        forecast.path("done").asInt(),
        forecast.path("total").asInt(),
        forecast.path("underWay").asInt(),
        forecast.path("waiting").asInt(),
        forecast.path("asking").asInt(),
        finish);
  }

  private static long seconds(JsonNode forecast) {
    Instant now = Instant.parse(forecast.path("now").asText());
    return Duration.between(now, Instant.parse(forecast.path("finish").asText())).toSeconds();
  }

  private static double usualWrites(JsonNode forecast) {
    for (JsonNode kind : forecast.path("calls")) {
      if (kind.path("kind").asText().equals("writes")) {
        return kind.path("usual").asDouble();
      }
    }
    return 0;
  }
}
