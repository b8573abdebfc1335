package io.github.rekey.triage;

import static io.github.rekey.rotation.KeySlot.PRIMARY;
import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.Plan;
import io.github.rekey.rotation.Plans;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.rotation.RotationId;
import io.github.rekey.rotation.Timing;
import io.github.rekey.rotation.ToyAzure;
import io.github.rekey.triage.Alert.OperatorReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What alerts ask for, in which words, and when it is done. */
class DemandsTest {
  private static final Instant DUE = Instant.parse("2026-02-01T00:00:00Z");
  private final Plans plans = new Plans(Timing.standard());

  private static Demands in(Alert... alerts) {
    return in(History.none(), alerts);
  }

  private static Demands in(History history, Alert... alerts) {
    return Demands.in(List.of(alerts), history);
  }

  private static History after(Plan plan, Set<KeySlot> replaced) {
    Rotation done =
        new Rotation(new RotationId("r"), "inc-1", ToyAzure.RESOURCE, plan, Alerts.NOON);
    return new History(List.of(done), replaced, Optional.empty(), List.of(), Set.of());
  }

  private static Alert expiring(boolean expired) {
    return new Alert.SecretExpiring(Alerts.origin(Alerts.NOON), Alerts.resource(), expired, null);
  }

  private static Alert wish(@Nullable KeySlot slot) {
    return new OperatorReport(
        Alerts.origin(Alerts.NOON), Alerts.resource(), OperatorReport.Kind.ROTATE, slot, "ada");
  }

  @Test
  void aSecretThatNearsItsExpiryAsksForNewKeys() {
    Demands demands = in(expiring(false));
    assertThat(demands.any()).isTrue();
    assertThat(demands.reason()).isEqualTo(Reason.SECRET_EXPIRING);
    assertThat(demands.sentence()).isEqualTo("the stored secret nears its expiry");
  }

  @Test
  void aSecretThatHasExpiredIsSaidToHave() {
    assertThat(in(expiring(true)).sentence()).isEqualTo("the stored secret has expired");
  }

  @Test
  void aPersonsWishSaysWhoseItIsAndWhichKeyItNames() {
    Demands demands = in(wish(SECONDARY));
    assertThat(demands.reason()).isEqualTo(Reason.OPERATOR_REQUEST);
    assertThat(demands.sentence()).isEqualTo("ada asks for new keys");
    assertThat(demands.slot()).isEqualTo(SECONDARY);
  }

  @Test
  void aReportedLeakIsNoDemandOfThisKind() {
    assertThat(in(Alerts.report(OperatorReport.Kind.KEYS_LEAKED)).any()).isFalse();
    assertThat(in(Alerts.authFailure(Alerts.NOON)).any()).isFalse();
  }

  @Test
  void aNoticeSaysItsDeadlineIfItHasOne() {
    assertThat(in(Alerts.notice(null)).sentence()).isEqualTo("Azure demands new keys");
    Alert due =
        new Alert.MandatoryNotice(
            Alerts.origin(Alerts.NOON), Alerts.resource(), "TRK-1", "t", null, DUE);
    assertThat(in(due).sentence()).isEqualTo("Azure demands new keys by " + DUE);
  }

  @Test
  void whatIsCertainComesBeforeWhatIsDoubtful() {
    assertThat(in(Alerts.unconfirmed(), wish(null)).doubt()).isNull();
    assertThat(in(Alerts.unconfirmed(), Alerts.unconfirmed()).doubt())
        .isEqualTo("nobody vouches for it");
  }

  @Test
  void aNamedKeyThatWasReplacedAloneIsDone() {
    History replaced = after(plans.replaceUnused(SECONDARY), Set.of(SECONDARY));
    assertThat(in(replaced, Alerts.notice(SECONDARY)).satisfied()).isTrue();
    assertThat(in(replaced, Alerts.notice(SECONDARY)).any()).isFalse();
  }

  @Test
  void theOtherKeyOrBothAreNotDoneByThat() {
    History replaced = after(plans.replaceUnused(SECONDARY), Set.of(SECONDARY));
    assertThat(in(replaced, Alerts.notice(PRIMARY)).any()).isTrue();
    assertThat(in(replaced, Alerts.notice(null)).any()).isTrue();
  }

  @Test
  void aNamedKeyIsNotDoneByHandingOutTheOtherOne() {
    Plan handOut = plans.redistribute(PRIMARY, List.of(List.of("vault")));
    assertThat(in(after(handOut, Set.of()), Alerts.notice(SECONDARY)).any()).isTrue();
  }

  @Test
  void whatIsDoneDoesNotHideWhatIsNot() {
    History earlier =
        new History(List.of(), Set.of(), Optional.empty(), List.of(), Set.of("TRK-1"));
    Demands demands = in(earlier, Alerts.notice(null), wish(null));
    assertThat(demands.reason()).isEqualTo(Reason.OPERATOR_REQUEST);
    assertThat(demands.any()).isTrue();
    assertThat(in(earlier, Alerts.unconfirmed(), wish(null)).reason())
        .isEqualTo(Reason.OPERATOR_REQUEST);
  }

  @Test
  void whatIsDoubtfulAndNotDoneIsNotHiddenByWhatIsDone() {
    History earlier =
        new History(List.of(), Set.of(), Optional.empty(), List.of(), Set.of("TRK-2"));
    Alert done =
        new Alert.MandatoryNotice(
            Alerts.origin(Alerts.NOON), Alerts.resource(), "TRK-2", "t", null, null);
    assertThat(in(earlier, done, Alerts.unconfirmed()).any()).isTrue();
    assertThat(in(earlier, Alerts.unconfirmed(), done).any()).isTrue();
  }
}
