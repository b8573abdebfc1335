package io.github.rekey.triage;

import static io.github.rekey.rotation.DataPlane.Answer.ACCEPTED;
import static io.github.rekey.rotation.DataPlane.Answer.REJECTED;
import static io.github.rekey.rotation.KeySlot.PRIMARY;
import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.DataPlane;
import io.github.rekey.rotation.Fingerprint;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.Plans;
import io.github.rekey.rotation.Timing;
import io.github.rekey.triage.Findings.Kind;
import io.github.rekey.triage.Findings.Presence;
import io.github.rekey.triage.Findings.Stored;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a verdict says of keys and places, since a person decides by it, and what advisories do. */
class VerdictWordsTest {
  private final TruthTable table = new TruthTable(new Plans(Timing.standard()), Policy.standard());

  private static Stored holds(@Nullable KeySlot slot, DataPlane.Answer answer) {
    return new Stored("vault", Kind.KEY, new Fingerprint("key-1"), slot, answer, null, "");
  }

  private static Findings look(DataPlane.Answer primary, Stored... stored) {
    return new Findings(
        Presence.PRESENT,
        Map.of(PRIMARY, primary, SECONDARY, ACCEPTED),
        Map.of(),
        List.of(stored),
        null);
  }

  private static Findings healthy() {
    return look(ACCEPTED, holds(PRIMARY, ACCEPTED));
  }

  private Verdict judge(Findings findings, Alert... alerts) {
    return table.judge(List.of(alerts), findings, History.none());
  }

  private static Alert advisory(boolean keys) {
    return new Alert.HealthAdvisory(
        Alerts.origin(Alerts.NOON), Alerts.resource(), "keys and you", keys);
  }

  @Test
  void aKeyThatSomebodyReplacedIsNamedWithItsPlaceAndWhatWorksInstead() {
    assertThat(judge(look(ACCEPTED, holds(null, REJECTED)), advisory(false)).sentence())
        .isEqualTo("vault holds key-1, which is neither current key; the primary key works");
  }

  @Test
  void aKeyThatIsRejectedIsNotSaidToBeReplaced() {
    assertThat(judge(look(REJECTED, holds(PRIMARY, REJECTED)), advisory(false)).sentence())
        .isEqualTo("vault holds key-1, which the data plane rejects; the secondary key works");
  }

  @Test
  void aRotationSaysWhichKeyIsInUse() {
    assertThat(judge(healthy(), Alerts.notice(null)).sentence())
        .isEqualTo("Azure demands new keys; the primary key is in use");
    assertThat(judge(healthy(), Alerts.notice(SECONDARY)).sentence())
        .isEqualTo("Azure demands new keys; nobody uses the secondary key");
  }

  @Test
  void whatAnAbandonedRotationLeftIsSaidToBeLeft() {
    History half = new History(List.of(), Set.of(PRIMARY), Optional.empty(), List.of(), Set.of());
    assertThat(table.judge(List.of(Alerts.notice(null)), healthy(), half).sentence())
        .isEqualTo(
            "Azure demands new keys; the secondary key is left to be replaced, and nobody uses it");
  }

  @Test
  void consumersOnBothKeysAreToldWhereTheyMove() {
    Findings both = look(ACCEPTED, holds(PRIMARY, ACCEPTED), holds(SECONDARY, ACCEPTED));
    assertThat(judge(both, Alerts.notice(null)).sentence())
        .isEqualTo("consumers use both keys; they move to the primary key first");
  }

  @Test
  void aStoredValueThatCannotBeReadAsksWithWhatIsWrongWithIt() {
    Stored broken = new Stored("app", Kind.NOTHING, null, null, null, null, "app: no AccessKey");
    Verdict verdict = judge(look(ACCEPTED, broken), Alerts.notice(null));
    assertThat(verdict)
        .isEqualTo(
            new Verdict.AskOperator(Reason.STORED_VALUE_UNREADABLE, "app: no AccessKey", null));
  }

  @Test
  void anAdvisoryThatMentionsKeysAsksAndProposesNothing() {
    Verdict verdict = judge(healthy(), advisory(true));
    assertThat(verdict).isInstanceOf(Verdict.AskOperator.class);
    assertThat(verdict.reason()).isEqualTo(Reason.ADVISORY_MENTIONS_KEYS);
    assertThat(verdict.sentence()).endsWith(": keys and you");
    assertThat(verdict.plan()).isNull();
  }

  @Test
  void anAdvisoryThatDoesNotIsIgnored() {
    assertThat(judge(healthy(), advisory(false)).reason()).isEqualTo(Reason.NOTHING_WRONG);
  }
}
