package io.github.rekey.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.KeySlot;
import io.github.rekey.triage.Alert.OperatorReport;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which alerts are one fact told again, and which are facts of their own. */
class GistTest {
  private static final Scope CHAT = Alerts.resource();
  private static final Scope AREA = new Scope.Area("s", null);

  private static Origin fresh() {
    return Alerts.origin(Alerts.NOON);
  }

  private static Alert regenerated(String principal, String application, String call) {
    return new Alert.KeyRegenerated(fresh(), CHAT, new Caller(principal, application, call));
  }

  private static Alert changed(String operation, String principal) {
    return new Alert.ResourceChanged(fresh(), CHAT, operation, new Caller(principal, null, null));
  }

  private static Alert expiring(boolean expired, @Nullable Instant at) {
    return new Alert.SecretExpiring(fresh(), CHAT, expired, at);
  }

  private static Alert advisory(String title, boolean keys) {
    return new Alert.HealthAdvisory(fresh(), CHAT, title, keys);
  }

  private static Alert report(OperatorReport.Kind kind, @Nullable KeySlot slot, String by) {
    return new OperatorReport(fresh(), CHAT, kind, slot, by);
  }

  private static Alert failure(String symptom) {
    return new Alert.AuthFailure(fresh(), CHAT, symptom);
  }

  static Stream<Arguments> different() {
    return Stream.of(
        Arguments.of(failure("refused at negotiate"), failure("closed by the server")),
        Arguments.of(failure("closes"), new Alert.AuthFailure(fresh(), AREA, "closes")),
        Arguments.of(regenerated("bob", "app", "1"), regenerated("eve", "app", "1")),
        Arguments.of(regenerated("bob", "app", "1"), regenerated("bob", "tool", "1")),
        Arguments.of(changed("write", "bob"), changed("delete", "bob")),
        Arguments.of(changed("write", "bob"), changed("write", "eve")),
        Arguments.of(expiring(false, Alerts.NOON), expiring(true, Alerts.NOON)),
        Arguments.of(expiring(false, Alerts.NOON), expiring(false, Alerts.NOON.plusSeconds(1))),
        Arguments.of(advisory("maintenance", false), advisory("outage", false)),
        Arguments.of(advisory("maintenance", false), advisory("maintenance", true)),
        Arguments.of(
            report(OperatorReport.Kind.ROTATE, null, "ada"),
            report(OperatorReport.Kind.KEYS_LEAKED, null, "ada")),
        Arguments.of(
            report(OperatorReport.Kind.ROTATE, null, "ada"),
            report(OperatorReport.Kind.ROTATE, KeySlot.PRIMARY, "ada")),
        Arguments.of(
            report(OperatorReport.Kind.ROTATE, null, "ada"),
            report(OperatorReport.Kind.ROTATE, null, "bob")),
        Arguments.of(Alerts.notice(null), Alerts.unconfirmed()));
  }

  @ParameterizedTest
  @MethodSource("different")
  void areFactsOfTheirOwn(Alert one, Alert other) {
    assertThat(Gist.of(one)).isNotEqualTo(Gist.of(other));
  }

  static Stream<Arguments> alike() {
    return Stream.of(
        Arguments.of(failure("42 closes in 5.5 min"), failure("7 closes in 1,000 min")),
        Arguments.of(regenerated("bob", "app", "1"), regenerated("bob", "app", "2")),
        Arguments.of(changed("write", "bob"), changed("write", "bob")),
        Arguments.of(
            new Alert.SecretChanged(fresh(), CHAT, "v1"),
            new Alert.SecretChanged(fresh(), CHAT, "v2")),
        Arguments.of(Alerts.notice(null), Alerts.notice(null)));
  }

  @ParameterizedTest
  @MethodSource("alike")
  void areOneFactToldAgain(Alert one, Alert other) {
    assertThat(Gist.of(one)).isEqualTo(Gist.of(other));
  }

  @Test
  void whatDecidesBetweenVerdictsIsTheKindOfAnAlertAndNotItsWords() {
    assertThat(Gist.kind(advisory("maintenance", true)))
        .isEqualTo(Gist.kind(advisory("outage", true)))
        .isNotEqualTo(Gist.kind(advisory("maintenance", false)));
    assertThat(Gist.kind(failure("closes"))).isEqualTo(Gist.kind(failure("refused")));
    assertThat(Gist.kind(Alerts.notice(KeySlot.PRIMARY)))
        .isNotEqualTo(Gist.kind(Alerts.notice(KeySlot.SECONDARY)));
  }
}
