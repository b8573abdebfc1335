package io.github.rekey.triage;

import static io.github.rekey.rotation.DataPlane.Answer.ACCEPTED;
import static io.github.rekey.rotation.DataPlane.Answer.REJECTED;
import static io.github.rekey.rotation.KeySlot.PRIMARY;
import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static io.github.rekey.triage.Alerts.NOON;
import static io.github.rekey.triage.Alerts.authFailure;
import static io.github.rekey.triage.Alerts.notice;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.DataPlane;
import io.github.rekey.rotation.Fingerprint;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.Plan;
import io.github.rekey.rotation.PlanKind;
import io.github.rekey.rotation.Plans;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.rotation.RotationId;
import io.github.rekey.rotation.Timing;
import io.github.rekey.rotation.ToyAzure;
import io.github.rekey.triage.Findings.Kind;
import io.github.rekey.triage.Findings.Presence;
import io.github.rekey.triage.Findings.Stored;
import io.github.rekey.triage.Prediction.Window;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TruthTableTest {
  private final Plans plans = new Plans(Timing.standard());
  private final TruthTable table = new TruthTable(plans, Policy.standard());

  private Verdict judge(Findings findings, History history, Alert... alerts) {
    return table.judge(List.of(alerts), findings, history);
  }

  private Verdict judge(Findings findings, Alert... alerts) {
    return judge(findings, History.none(), alerts);
  }

  private static Stored holds(@Nullable KeySlot slot, DataPlane.Answer answer) {
    return new Stored("vault", Kind.KEY, new Fingerprint("key-1"), slot, answer, null, "");
  }

  private static Findings look(
      DataPlane.Answer primary, DataPlane.Answer secondary, Stored... stored) {
    return new Findings(
        Presence.PRESENT,
        Map.of(PRIMARY, primary, SECONDARY, secondary),
        Map.of(),
        List.of(stored),
        null);
  }

  private static Findings healthy() {
    return look(ACCEPTED, ACCEPTED, holds(PRIMARY, ACCEPTED));
  }

  private static void is(Verdict verdict, Class<?> type, Reason reason) {
    assertThat(verdict).isInstanceOf(type);
    assertThat(verdict.reason()).isEqualTo(reason);
    assertThat(verdict.sentence()).isNotBlank();
  }

  private static Plan plan(Verdict verdict) {
    Plan plan = verdict.plan();
    assertThat(plan).isNotNull();
    return plan;
  }

  private History after(Plan plan) {
    Rotation done = new Rotation(new RotationId("r"), "inc-1", ToyAzure.RESOURCE, plan, NOON);
    Window handOut = new Window(NOON.plusSeconds(5), NOON.plusSeconds(425), "hands a key to vault");
    Prediction prediction = new Prediction(done.id(), true, List.of(handOut), NOON.plusSeconds(30));
    return new History(List.of(done), Set.of(), Optional.empty(), List.of(prediction), Set.of());
  }

  @Test
  void anUnconfirmedNoticeAsksWithThePlanOfAConfirmedOne() {
    Verdict verdict = judge(healthy(), Alerts.unconfirmed());
    is(verdict, Verdict.AskOperator.class, Reason.NOTICE_UNCONFIRMED);
    assertThat(verdict.sentence()).contains("nobody vouches for it");
    assertThat(plan(verdict)).isEqualTo(plan(judge(healthy(), notice(null))));
  }

  @Test
  void aConfirmedNoticeDoesNotAskBecauseAnUnconfirmedOneCameFirst() {
    is(
        judge(healthy(), Alerts.unconfirmed(), notice(null)),
        Verdict.Rotate.class,
        Reason.MANDATORY_NOTICE);
  }

  @Test
  void anUnconfirmedNoticeMovesNobodyUnasked() {
    Findings both = look(ACCEPTED, ACCEPTED, holds(PRIMARY, ACCEPTED), holds(SECONDARY, ACCEPTED));
    is(judge(both, Alerts.unconfirmed()), Verdict.AskOperator.class, Reason.NOTICE_UNCONFIRMED);
  }

  @Test
  void anUnconfirmedNoticeIsSatisfiedOnceItWasCarriedOut() {
    is(
        judge(healthy(), after(plan(judge(healthy(), notice(null)))), Alerts.unconfirmed()),
        Verdict.Ignore.class,
        Reason.NOTICE_SATISFIED);
  }

  @Test
  void aStoredKeyThatMatchesNeitherIsReplacedByRedistribution() {
    Verdict verdict = judge(look(ACCEPTED, ACCEPTED, holds(null, REJECTED)), authFailure(NOON));
    is(verdict, Verdict.Redistribute.class, Reason.STORED_KEY_REPLACED);
    assertThat(plan(verdict).standby()).isEqualTo(PRIMARY);
  }

  @Test
  void redistributionAvoidsTheKeyThatANoticeNames() {
    Verdict verdict = judge(look(ACCEPTED, ACCEPTED, holds(null, REJECTED)), notice(PRIMARY));
    assertThat(plan(verdict).standby()).isEqualTo(SECONDARY);
  }

  @Test
  void redistributionTakesTheOnlyKeyThatWorks() {
    Verdict verdict = judge(look(REJECTED, ACCEPTED, holds(PRIMARY, REJECTED)), authFailure(NOON));
    is(verdict, Verdict.Redistribute.class, Reason.STORED_KEY_REJECTED);
    assertThat(plan(verdict).standby()).isEqualTo(SECONDARY);
  }

  @Test
  void healingComesBeforeWhatTheNoticeAsks() {
    is(
        judge(look(ACCEPTED, ACCEPTED, holds(null, REJECTED)), notice(null)),
        Verdict.Redistribute.class,
        Reason.STORED_KEY_REPLACED);
  }

  @Test
  void afterHealingTheNoticeIsStillCarriedOut() {
    Verdict verdict =
        judge(
            healthy(), after(plans.redistribute(PRIMARY, List.of(List.of("vault")))), notice(null));
    is(verdict, Verdict.Rotate.class, Reason.MANDATORY_NOTICE);
  }

  @Test
  void aMandatoryNoticeRotatesStandbyFirst() {
    Verdict verdict = judge(healthy(), notice(null));
    is(verdict, Verdict.Rotate.class, Reason.MANDATORY_NOTICE);
    assertThat(plan(verdict).kind()).isEqualTo(PlanKind.STANDBY_FIRST);
    assertThat(plan(verdict).standby()).isEqualTo(SECONDARY);
  }

  @Test
  void aNamedKeyThatNobodyUsesIsReplacedWithoutMovingAnybody() {
    Verdict verdict = judge(healthy(), notice(SECONDARY));
    is(verdict, Verdict.Rotate.class, Reason.UNUSED_KEY_NAMED);
    assertThat(plan(verdict).kind()).isEqualTo(PlanKind.REPLACE_UNUSED);
  }

  @Test
  void aNamedKeyInUseMovesEverybody() {
    assertThat(plan(judge(healthy(), notice(PRIMARY))).kind()).isEqualTo(PlanKind.STANDBY_FIRST);
  }

  @Test
  void aNoticeThatIsCarriedOutDoesNotRotateAgain() {
    is(
        judge(
            healthy(),
            after(plans.standbyFirst(SECONDARY, List.of(List.of("vault")))),
            notice(null)),
        Verdict.Ignore.class,
        Reason.NOTICE_SATISFIED);
  }

  @Test
  void aLateCopyOfANoticeOfAnEarlierIncidentDoesNotRotateAgain() {
    History history =
        new History(List.of(), Set.of(), Optional.empty(), List.of(), Set.of("TRK-1"));
    is(judge(healthy(), history, notice(null)), Verdict.Ignore.class, Reason.NOTICE_SATISFIED);
  }

  @Test
  void consumersOnBothKeysAreBroughtTogetherFirst() {
    Findings mixed = look(ACCEPTED, ACCEPTED, holds(PRIMARY, ACCEPTED), holds(SECONDARY, ACCEPTED));
    is(judge(mixed, notice(null)), Verdict.Redistribute.class, Reason.CONSUMERS_ON_BOTH_SLOTS);
  }

  @Test
  void theFewestHaveToMoveWhenConsumersAreBroughtTogether() {
    Findings mixed =
        look(
            ACCEPTED,
            ACCEPTED,
            holds(SECONDARY, ACCEPTED),
            holds(PRIMARY, ACCEPTED),
            holds(SECONDARY, ACCEPTED));
    assertThat(plan(judge(mixed, notice(null))).standby()).isEqualTo(SECONDARY);
    assertThat(plan(judge(mixed, notice(SECONDARY))).standby()).isEqualTo(PRIMARY);
  }

  @Test
  void consumersOnBothKeysAreLeftAloneWhenNobodyAsksForNewKeys() {
    Findings mixed = look(ACCEPTED, ACCEPTED, holds(PRIMARY, ACCEPTED), holds(SECONDARY, ACCEPTED));
    is(judge(mixed, authFailure(NOON)), Verdict.Ignore.class, Reason.NOT_A_KEY_PROBLEM);
  }

  @Test
  void twoRejectedKeysAreRotated() {
    is(
        judge(look(REJECTED, REJECTED, holds(PRIMARY, REJECTED)), authFailure(NOON)),
        Verdict.Rotate.class,
        Reason.BOTH_KEYS_REJECTED);
  }

  @Test
  void failuresWithAWorkingKeyAreNotAKeyProblem() {
    is(judge(healthy(), authFailure(NOON)), Verdict.Ignore.class, Reason.NOT_A_KEY_PROBLEM);
  }

  @Test
  void failuresThatThisIncidentsRotationHealedAreNoRiddle() {
    is(
        judge(
            healthy(),
            after(plans.redistribute(PRIMARY, List.of(List.of("vault")))),
            authFailure(NOON)),
        Verdict.Ignore.class,
        Reason.HEALED);
  }

  @Test
  void onlyTheKeyThatAnAbandonedRotationLeftIsReplacedOnceConsumersUseTheOther() {
    History history =
        new History(List.of(), Set.of(PRIMARY), Optional.empty(), List.of(), Set.of());
    Plan left = plan(judge(healthy(), history, notice(null)));
    assertThat(left.kind()).isEqualTo(PlanKind.REPLACE_UNUSED);
    assertThat(left.standby()).isEqualTo(PRIMARY);
  }

  @Test
  void aKeyThatConsumersStillUseIsNotReplacedAsTheOneThatWasLeft() {
    History history =
        new History(List.of(), Set.of(SECONDARY), Optional.empty(), List.of(), Set.of());
    assertThat(plan(judge(healthy(), history, notice(null))).kind())
        .isEqualTo(PlanKind.STANDBY_FIRST);
  }

  /** A proved rotation of an earlier incident, whose window is 7 minutes. */
  private static History endedBefore(int seconds) {
    Instant end = NOON.minusSeconds(seconds);
    Window window = new Window(end.minusSeconds(30), end.plusSeconds(420), "replaces the key");
    Prediction prediction = new Prediction(new RotationId("r"), true, List.of(window), end);
    return new History(List.of(), Set.of(), Optional.empty(), List.of(prediction), Set.of());
  }

  @Test
  void aFailureLongAfterARotationIsNotHeldAgainstIt() {
    is(
        judge(healthy(), endedBefore(7200), authFailure(NOON)),
        Verdict.Ignore.class,
        Reason.NOT_A_KEY_PROBLEM);
  }

  @Test
  void oneUnexplainedFailureAmongExpectedOnesDecides() {
    is(
        judge(
            healthy(),
            endedBefore(1200),
            authFailure(NOON.minusSeconds(1100)),
            authFailure(NOON),
            authFailure(NOON.minusSeconds(1000))),
        Verdict.AskOperator.class,
        Reason.FAILURE_OUTLIVED_ROTATION);
  }

  @Test
  void failuresDuringTheWindowOfARotationAreExpected() {
    History history = endedBefore(60);
    is(
        judge(healthy(), history, authFailure(NOON)),
        Verdict.Ignore.class,
        Reason.EXPECTED_DURING_ROTATION);
  }

  @Test
  void aFailureThatOutlivesAProvedRotationAsks() {
    History history = endedBefore(1200);
    is(
        judge(healthy(), history, authFailure(NOON)),
        Verdict.AskOperator.class,
        Reason.FAILURE_OUTLIVED_ROTATION);
  }

  @Test
  void aReportedLeakAlwaysAsksAndProposesToReplaceBoth() {
    Verdict verdict = judge(healthy(), Alerts.report(Alert.OperatorReport.Kind.KEYS_LEAKED));
    is(verdict, Verdict.AskOperator.class, Reason.COMPROMISE_REPORTED);
    assertThat(plan(verdict).kind()).isEqualTo(PlanKind.COMPROMISE);
  }

  @Test
  void noKnownConsumerAsksAndProposesNothing() {
    Verdict verdict = judge(look(ACCEPTED, ACCEPTED), notice(null));
    is(verdict, Verdict.AskOperator.class, Reason.NO_KNOWN_CONSUMER);
    assertThat(verdict.plan()).isNull();
  }

  @Test
  void aSourceThatNobodyWritesAsks() {
    Stored app = new Stored("app", Kind.REFERENCE, null, null, null, "unlisted", "");
    Verdict verdict = judge(look(ACCEPTED, ACCEPTED, holds(PRIMARY, ACCEPTED), app), notice(null));
    is(verdict, Verdict.AskOperator.class, Reason.SOURCE_NOT_LISTED);
    assertThat(verdict.sentence()).contains("app", "unlisted");
  }

  @Test
  void whoIsOnlyToldIsNoKnownConsumer() {
    Stored told = new Stored("topic", Kind.NOTIFIED, null, null, null, null, "");
    is(
        judge(look(ACCEPTED, ACCEPTED, told), notice(null)),
        Verdict.AskOperator.class,
        Reason.NO_KNOWN_CONSUMER);
  }

  @Test
  void anUnclearLookNeverActs() {
    Findings unclear = new Findings(Presence.PRESENT, Map.of(), Map.of(), List.of(), "no answer");
    is(judge(unclear, notice(null)), Verdict.AskOperator.class, Reason.CANNOT_SEE);
  }

  @Test
  void identityBasedConsumersNeedNoRotation() {
    Stored identity = new Stored("vault", Kind.IDENTITY, null, null, null, null, "");
    is(
        judge(look(ACCEPTED, ACCEPTED, identity), notice(null)),
        Verdict.Ignore.class,
        Reason.IDENTITY_BASED);
  }

  @ParameterizedTest
  @EnumSource(value = Presence.class, names = "PRESENT", mode = EnumSource.Mode.EXCLUDE)
  void aResourceWithoutLivingKeysIsIgnored(Presence presence) {
    Verdict verdict =
        judge(new Findings(presence, Map.of(), Map.of(), List.of(), null), notice(null));
    assertThat(verdict).isInstanceOf(Verdict.Ignore.class);
    assertThat(verdict.reason().name()).containsAnyOf("GONE", "STOPPED", "DISABLED");
  }

  @Test
  void aRegenerationBySomebodyElseThatHurtsNobodyIsIgnored() {
    is(judge(healthy(), Alerts.regeneratedBy("bob")), Verdict.Ignore.class, Reason.NOTHING_WRONG);
  }
}
