package io.github.rekey.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.ToyAzure;
import io.github.rekey.rotation.Urgency;
import io.github.rekey.rotation.Urgency.Band;
import io.github.rekey.triage.Alert.OperatorReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which work goes first: whoever is refused, then who was not seen, whatever is due, the rest. */
class UrgenciesTest {
  private static final Instant DUE = Alerts.NOON.plusSeconds(3600);

  private static final Verdict SEEN = new Verdict.Ignore(Reason.NOTHING_WRONG, "well");

  private static Urgency of(@Nullable Verdict verdict, Alert... alerts) {
    Incident opened = Incident.opened("inc-1", ToyAzure.RESOURCE, Alerts.NOON);
    return Urgencies.of(
        opened
            .holding(List.of(alerts), alerts.length)
            .with(Incident.State.OPEN, verdict, null, null));
  }

  private static Alert due(Instant deadline) {
    return new Alert.MandatoryNotice(
        Alerts.origin(Alerts.NOON), Alerts.resource(), "TRK-1", "regenerate", null, deadline);
  }

  @Test
  void whoeverIsRefusedGoesFirst() {
    assertThat(of(null, Alerts.authFailure(Alerts.NOON))).isEqualTo(new Urgency(Band.BROKEN, null));
  }

  @Test
  void aLeakGoesFirstTooAndAnotherReportDoesNot() {
    assertThat(of(null, Alerts.report(OperatorReport.Kind.KEYS_LEAKED)).band())
        .isEqualTo(Band.BROKEN);
    assertThat(of(SEEN, Alerts.report(OperatorReport.Kind.ROTATE)).band()).isEqualTo(Band.USUAL);
  }

  @Test
  void theNearestDateOfANoticeOrASecretCounts() {
    Alert secret =
        new Alert.SecretExpiring(
            Alerts.origin(Alerts.NOON), Alerts.resource(), false, DUE.minusSeconds(60));
    assertThat(of(SEEN, due(DUE), secret)).isEqualTo(new Urgency(Band.DUE, DUE.minusSeconds(60)));
    assertThat(of(null, Alerts.authFailure(Alerts.NOON), due(DUE)))
        .isEqualTo(new Urgency(Band.BROKEN, DUE));
  }

  @Test
  void whoWasNotLookedAtYetComesBeforeWhatIsDue() {
    assertThat(of(null, due(DUE))).isEqualTo(new Urgency(Band.UNSEEN, DUE));
    assertThat(of(null, due(DUE))).isLessThan(of(SEEN, due(DUE.minusSeconds(60))));
  }

  @Test
  void aNoticeWithoutADateIsUsual() {
    assertThat(of(SEEN, Alerts.notice(null))).isEqualTo(new Urgency(Band.USUAL, null));
  }

  @ParameterizedTest
  @EnumSource(names = {"STORED_KEY_REPLACED", "STORED_KEY_REJECTED", "BOTH_KEYS_REJECTED"})
  void whatALookFoundBrokenGoesFirstWhoeverToldOfIt(Reason reason) {
    assertThat(of(new Verdict.Ignore(reason, "dead keys"), Alerts.notice(null)).band())
        .isEqualTo(Band.BROKEN);
  }

  @Test
  void anyOtherVerdictDoesNotMakeItUrgent() {
    assertThat(of(SEEN, Alerts.notice(null)).band()).isEqualTo(Band.USUAL);
  }
}
