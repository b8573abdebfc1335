package io.github.rekey.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person reads of an alert, a moment and a time. */
class SentencesTest {
  private static final Origin ORIGIN = Alerts.origin(Alerts.NOON);
  private static final Scope CHAT = Alerts.resource();
  private static final Caller BOB = new Caller("bob", null, null);

  static Stream<Arguments> alerts() {
    return Stream.of(
        Arguments.of(Alerts.notice(null), "mandatory notice: regenerate keys"),
        Arguments.of(Alerts.unconfirmed(), "unconfirmed notice: regenerate keys"),
        Arguments.of(Alerts.regeneratedBy("bob"), "a key was regenerated"),
        Arguments.of(
            new Alert.ResourceChanged(ORIGIN, CHAT, "write", BOB), "resource changed: write"),
        Arguments.of(
            Alerts.authFailure(Alerts.NOON),
            "authentication failures: Unauthorized closes above 5"),
        Arguments.of(new Alert.SecretExpiring(ORIGIN, CHAT, true, null), "a stored secret expired"),
        Arguments.of(
            new Alert.SecretExpiring(ORIGIN, CHAT, false, null),
            "a stored secret nears its expiry"),
        Arguments.of(
            new Alert.SecretChanged(ORIGIN, CHAT, "v2"), "a stored secret has a new version"),
        Arguments.of(
            new Alert.HealthAdvisory(ORIGIN, CHAT, "maintenance", false), "advisory: maintenance"),
        Arguments.of(
            new Alert.KeysDrifted(ORIGIN, CHAT, "vault holds x"),
            "found by looking: vault holds x"),
        Arguments.of(new Alert.ClientsConnected(ORIGIN, CHAT, "c"), "a client connected"),
        Arguments.of(
            new Alert.ClientsDisconnected(ORIGIN, CHAT, "c", null), "a client disconnected"),
        Arguments.of(
            Alerts.report(Alert.OperatorReport.Kind.KEYS_LEAKED), "ada reports KEYS_LEAKED"));
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void everyKindOfAlertIsToldInWordsOfItsOwn(Alert alert, String words) {
    assertThat(Sentences.of(alert)).isEqualTo(words);
  }

  @Test
  void aMomentIsToldToTheSecond() {
    assertThat(Sentences.of(Instant.parse("2026-01-01T12:00:00.987Z")))
        .isEqualTo("2026-01-01T12:00:00Z");
  }

  @Test
  void aTimeIsToldShort() {
    assertThat(Sentences.of(Duration.ofMinutes(90))).isEqualTo("1h30m");
  }
}
