package io.github.rekey.triage;

import static io.github.rekey.rotation.KeySlot.PRIMARY;
import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import io.github.rekey.rotation.PaperJournals;
import io.github.rekey.rotation.ToyAzure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Clients are refused for days although every key works, and Azure repeats its notice. */
class PersistingFailureTest {
  private final TickingClock clock = new TickingClock(Alerts.NOON);
  private final ToyAzure azure = new ToyAzure();
  private final ToyInstallation rekey =
      new ToyInstallation(azure, new PaperJournals(), "rekey", clock);

  private void hear(Alert alert) {
    rekey.hear(alert);
    rekey.workToIdle();
  }

  private void refused() {
    hear(Alerts.authFailure(clock.instant()));
  }

  private void days(int days, Runnable each) {
    for (int quarter = 0; quarter < days * 96; quarter++) {
      clock.tick(Duration.ofMinutes(15));
      each.run();
    }
  }

  @Test
  void aProvedRotationIsNeverRepeatedForAFailureThatOutlivesIt() {
    hear(Alerts.notice(null));
    days(5, this::refused);
    assertThat(azure.regenerated).containsExactly(SECONDARY, PRIMARY);
    assertThat(rekey.asking().orElseThrow().verdict().reason())
        .isEqualTo(Reason.FAILURE_OUTLIVED_ROTATION);
  }

  @Test
  void norWhenThePersonWhoIsAskedClosesTheMatterEachTime() {
    hear(Alerts.notice(null));
    days(
        5,
        () -> {
          refused();
          rekey.asking().ifPresent(rekey::answer);
        });
    assertThat(azure.regenerated).containsExactly(SECONDARY, PRIMARY);
    assertThat(rekey.asking()).isEmpty();
  }

  @Test
  void norWhenTheSameNoticeIsSentAgainAndAgain() {
    hear(Alerts.notice(null));
    days(
        5,
        () -> {
          refused();
          hear(Alerts.notice(null));
        });
    assertThat(azure.regenerated).containsExactly(SECONDARY, PRIMARY);
  }

  @Test
  void aNoticeAboutAnotherMatterDoesRotateAgain() {
    hear(Alerts.notice(null));
    clock.tick(Duration.ofDays(2));
    Alert first = Alerts.notice(null);
    hear(
        new Alert.MandatoryNotice(
            Alerts.origin(clock.instant()), first.scope(), "TRK-9", "again", null, null));
    assertThat(azure.regenerated).hasSize(4);
  }

  @Test
  void aFailureThatOnlyCameLateIsNotHeldAgainstTheRotation() {
    hear(Alerts.notice(null));
    hear(Alerts.authFailure(clock.instant().plusSeconds(90)));
    assertThat(rekey.reasons("incident-closed"))
        .containsExactly("NOTICE_SATISFIED", "EXPECTED_DURING_ROTATION");
  }

  @Test
  void aFailureInTheMidstOfTheRotationJoinsQuietly() {
    azure.outside =
        point -> {
          if (point.equals("after write settings")) {
            rekey.hear(Alerts.authFailure(clock.instant()));
          }
        };
    hear(Alerts.notice(null));
    assertThat(rekey.reasons("alert"))
        .containsExactly("MandatoryNotice", "EXPECTED_DURING_ROTATION");
    assertThat(rekey.feed.toString())
        .contains("hands a key to vault, settings, whose apps restart");
    assertThat(rekey.incidents.recent(10)).hasSize(1);
    assertThat(rekey.newest().state()).isEqualTo(Incident.State.CLOSED);
  }

  @Test
  void aFailureBeforeTheFirstDeedOfTheRotationDoesNot() {
    rekey.hear(Alerts.notice(null));
    rekey.turn();
    rekey.turn();
    assertThat(azure.regenerated).isEmpty();
    refused();
    assertThat(rekey.reasons("alert")).containsExactly("MandatoryNotice", "AuthFailure");
    assertThat(rekey.feed.toString()).contains("does not explain it");
  }
}
