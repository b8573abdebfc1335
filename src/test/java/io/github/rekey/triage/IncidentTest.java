package io.github.rekey.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.ToyAzure;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** By when an incident is due, as whoever watches reads it, and which alerts are still new. */
class IncidentTest {
  private static final Instant DUE = Alerts.NOON.plusSeconds(3600);
  private final Incident opened = Incident.opened("inc-1", ToyAzure.RESOURCE, Alerts.NOON);

  private static Alert notice(@Nullable Instant due) {
    return new Alert.MandatoryNotice(
        Alerts.origin(Alerts.NOON), Alerts.resource(), "TRK-1", "t", null, due);
  }

  private Incident with(Alert... alerts) {
    return opened.holding(List.of(alerts), alerts.length);
  }

  @Test
  void theEarliestDateThatANoticeStatesIsItsDeadline() {
    assertThat(with(notice(null), notice(DUE.plusSeconds(1)), notice(DUE)).deadline())
        .contains(DUE);
  }

  @Test
  void whereNoNoticeStatesADateThereIsNone() {
    Alert secret =
        new Alert.SecretExpiring(Alerts.origin(Alerts.NOON), Alerts.resource(), false, DUE);
    assertThat(with(notice(null), secret).deadline()).isEmpty();
  }

  @Test
  void whatCameIsNewUntilAVerdictSawIt() {
    Incident grown = with(notice(null), notice(DUE));
    assertThat(grown.allSeen()).isFalse();
    Verdict verdict = new Verdict.Ignore(Reason.NOTHING_WRONG, "well");
    assertThat(grown.with(Incident.State.OPEN, verdict, null, null).allSeen()).isTrue();
  }
}
