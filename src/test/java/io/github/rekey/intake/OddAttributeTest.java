package io.github.rekey.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.rekey.triage.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events whose attributes are no texts: the SDK's parser was seen never to come back from some. */
class OddAttributeTest {
  private static final String EVENT_GRID =
      """
      {"id": "1", "topic": "/t", "subject": "/s", "eventType": "Microsoft.Resources.X",
       "eventTime": "2026-01-01T00:00:00Z", "data": {"a": 1}, "dataVersion": "1",
       "metadataVersion": "1"}
      """;

  private final AlertReader reader = Samples.reader();

  private List<Reading> read(String body) {
    return assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> reader.read(body.getBytes(StandardCharsets.UTF_8), "door"));
  }

  @ParameterizedTest
  @CsvSource({"id", "topic", "subject", "eventTime", "dataVersion", "metadataVersion"})
  void aListOrAnObjectWhereATextBelongsIsUnreadableAndHoldsNothingUp(String attribute) {
    for (String odd : List.of("[]", "{}", "[1]", "{\"a\": {\"b\": []}}", "[[[\"x\"]]]")) {
      String body =
          EVENT_GRID.replaceAll(
              "\"%s\": \"[^\"]*\"".formatted(attribute), "\"%s\": %s".formatted(attribute, odd));
      assertThat(read(body)).as(body).hasExactlyElementsOfTypes(Reading.Unreadable.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "{}", "7", "\"text\"", "[[{}]]", "true"})
  void anyDataGivesAReading(String data) {
    assertThat(read(EVENT_GRID.replace("{\"a\": 1}", data))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "true", "1.5"})
  void aBareValueInAnAttributeHoldsNothingUp(String value) {
    for (String attribute : List.of("id", "topic", "subject", "eventTime", "metadataVersion")) {
      String body =
          EVENT_GRID.replaceAll(
              "\"%s\": \"[^\"]*\"".formatted(attribute), "\"%s\": %s".formatted(attribute, value));
      assertThat(read(body)).as(body).hasSize(1);
    }
  }
}
