package io.github.rekey.triage;

import static io.github.rekey.triage.Alerts.authFailure;
import static io.github.rekey.triage.Alerts.notice;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.Plan;
import io.github.rekey.rotation.Plans;
import io.github.rekey.rotation.Timing;
import io.github.rekey.rotation.ToyAzure;
import io.github.rekey.triage.Policy.Mode;
import io.github.rekey.triage.Rule.DeadlineChoice;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the policy makes of a verdict. The clock stands at midnight; the window opens at 02:00. */
class AdmissionTest {
  private static final Duration LATER = Duration.ofHours(2);
  private final TickingClock clock = new TickingClock();
  private final Plan plan =
      new Plans(Timing.standard()).standbyFirst(KeySlot.SECONDARY, List.of(List.of("vault")));
  private final Verdict wanted =
      new Verdict.Rotate(Reason.MANDATORY_NOTICE, "Azure demands new keys", plan);
  private final Verdict outage =
      new Verdict.Redistribute(Reason.STORED_KEY_REPLACED, "vault holds a dead key", plan);
  private Optional<Instant> lastEnded = Optional.empty();
  private int today;

  private final Rule.Modes anyMode = new Rule.Modes(null, Map.of(), null);
  private final Rule.Times anyTime = new Rule.Times(null, null, null, null);
  private final Rule.Limits noLimits = new Rule.Limits(null, null, null);

  private static Rule rule(Rule.Modes modes, Rule.Times times, Rule.Limits limits) {
    return new Rule("night", Match.everything(), modes, times, limits);
  }

  private Admission.Decision decide(Rule rule, Verdict verdict, Alert... alerts) {
    Rulebook book = new Rulebook(Policy.standard(), List.of(rule), null);
    Ruling ruling = book.ruling(ToyAzure.RESOURCE, Map.of());
    Incident opened = Incident.opened("inc-1", ToyAzure.RESOURCE, clock.instant());
    Incident incident =
        new Incident(
            opened.id(),
            opened.resource(),
            opened.openedAt(),
            opened.state(),
            List.of(alerts),
            alerts.length,
            0,
            null,
            null,
            null,
            0);
    return new Admission(
            ruling,
            new History(List.of(), Set.of(), lastEnded, List.of(), Set.of()),
            today,
            clock.instant())
        .decide(incident, new ToyAzure().resource(), verdict);
  }

  private void asks(Admission.Decision decision, Reason reason) {
    assertThat(decision.until()).isNull();
    assertThat(decision.verdict()).isInstanceOf(Verdict.AskOperator.class);
    assertThat(decision.verdict().reason()).isEqualTo(reason);
    assertThat(decision.verdict().plan()).isEqualTo(plan);
    assertThat(decision.verdict().sentence())
        .contains("rule night")
        .contains("Azure demands new keys");
  }

  private void starts(Admission.Decision decision, Verdict verdict) {
    assertThat(decision).isEqualTo(new Admission.Decision(verdict, null));
  }

  private void waits(Admission.Decision decision, Reason reason, Duration time) {
    assertThat(decision.until()).isEqualTo(clock.instant().plus(time));
    assertThat(decision.verdict().reason()).isEqualTo(reason);
    assertThat(decision.verdict()).hasSameClassAs(wanted);
    assertThat(decision.verdict().plan()).isEqualTo(plan);
    assertThat(decision.verdict().sentence())
        .contains("rule night")
        .contains("wanted: Azure demands new keys");
  }

  private Rule windowed(@Nullable Boolean outages, @Nullable DeadlineChoice choice) {
    Window window =
        new Window(
            EnumSet.allOf(DayOfWeek.class), LocalTime.of(2, 0), LocalTime.of(4, 0), ZoneOffset.UTC);
    return rule(
        anyMode,
        new Rule.Times(List.of(window), outages, null, null),
        new Rule.Limits(null, null, choice));
  }

  @Test
  void withoutRulesItStartsWithItsOwnSentence() {
    starts(decide(rule(anyMode, anyTime, noLimits), wanted, notice(null)), wanted);
  }

  @Test
  void whatAsksAlreadyIsLeftAsItIs() {
    Verdict ask = new Verdict.AskOperator(Reason.COMPROMISE_REPORTED, "leaked", plan);
    starts(decide(windowed(null, null), ask, notice(null)), ask);
  }

  @Test
  void optedOutItIsLeftAloneAndSaysWhatItWouldHaveBeen() {
    Rule out = rule(new Rule.Modes(null, Map.of(), true), anyTime, noLimits);
    Verdict verdict = decide(out, wanted, notice(null)).verdict();
    assertThat(verdict.reason()).isEqualTo(Reason.OPTED_OUT);
    assertThat(verdict.plan()).isNull();
    assertThat(verdict.sentence()).contains("rule night").contains("Azure demands new keys");
  }

  @Test
  void optedInItIsNotLeftAlone() {
    Rule in = rule(new Rule.Modes(null, Map.of(), false), anyTime, noLimits);
    starts(decide(in, wanted, notice(null)), wanted);
  }

  @Test
  void theModeOfTheKindOfAlertGoesBeforeTheMode() {
    Rule.Modes modes = new Rule.Modes(Mode.APPROVE, Map.of("AuthFailure", Mode.AUTOMATIC), null);
    asks(decide(rule(modes, anyTime, noLimits), wanted, notice(null)), Reason.APPROVAL_REQUIRED);
    starts(decide(rule(modes, anyTime, noLimits), outage, authFailure(clock.instant())), outage);
  }

  @Test
  void anAlertTakesNothingAwayThatAnotherOnePermits() {
    Rule.Modes modes = new Rule.Modes(null, Map.of("AuthFailure", Mode.OBSERVE), null);
    Rule rule = rule(modes, anyTime, noLimits);
    Alert failure = authFailure(clock.instant());
    assertThat(decide(rule, wanted, failure).verdict().reason()).isEqualTo(Reason.OBSERVE_ONLY);
    starts(decide(rule, wanted, failure, notice(null)), wanted);
  }

  @Test
  void aFreezeAsksEvenInAnOutageAndEndsByItself() {
    Freeze freeze = new Freeze(clock.instant(), clock.instant().plus(LATER));
    Rule frozen = rule(anyMode, new Rule.Times(null, null, List.of(freeze), null), noLimits);
    asks(decide(frozen, wanted, notice(null)), Reason.FROZEN);
    assertThat(decide(frozen, outage, notice(null)).verdict().reason()).isEqualTo(Reason.FROZEN);
    clock.tick(LATER);
    starts(decide(frozen, wanted, notice(null)), wanted);
  }

  @Test
  void aProofThatIsRequiredAndMissingAsks() {
    Rule.Limits limits = new Rule.Limits(null, List.of("app", "negotiate"), null);
    Admission.Decision decision = decide(rule(anyMode, anyTime, limits), wanted, notice(null));
    asks(decision, Reason.PROOF_MISSING);
    assertThat(decision.verdict().sentence()).contains("no proof negotiate");
  }

  @Test
  void aProofThatIsRequiredAndThereDoesNotAsk() {
    String name = new ToyAzure().resource().proofs().get(0).name();
    String kind = name.contains(":") ? name.substring(0, name.indexOf(':')) : name;
    Rule.Limits limits = new Rule.Limits(null, List.of(name, kind), null);
    starts(decide(rule(anyMode, anyTime, limits), wanted, notice(null)), wanted);
  }

  @Test
  void theCapADayOfARuleAsksAtTheCapAndNotBelow() {
    Rule capped = rule(anyMode, anyTime, new Rule.Limits(1, null, null));
    starts(decide(capped, wanted, notice(null)), wanted);
    today = 1;
    asks(decide(capped, wanted, notice(null)), Reason.CAP_REACHED);
  }

  @Test
  void outsideOfAWindowItWaitsAndInsideItDoesNot() {
    waits(decide(windowed(null, null), wanted, notice(null)), Reason.OUTSIDE_WINDOW, LATER);
    clock.tick(LATER);
    starts(decide(windowed(null, null), wanted, notice(null)), wanted);
  }

  @Test
  void anOutageWaitsForNoWindowUnlessTheRuleSaysSo() {
    starts(decide(windowed(null, null), outage, notice(null)), outage);
    Admission.Decision waiting = decide(windowed(false, null), outage, notice(null));
    assertThat(waiting.until()).isEqualTo(clock.instant().plus(LATER));
    assertThat(waiting.verdict())
        .isInstanceOfSatisfying(
            Verdict.Redistribute.class,
            kept -> {
              assertThat(kept.plan()).isEqualTo(plan);
              assertThat(kept.sentence()).contains("wanted: vault holds a dead key");
            });
  }

  @Test
  void aCooldownThatEndedInAnEarlierWindowDoesNotOpenOne() {
    Rule.Times times = windowed(null, null).times();
    Rule.Times both = new Rule.Times(times.windows(), null, null, Duration.ofHours(1));
    lastEnded = Optional.of(clock.instant().minus(Duration.ofHours(22)));
    waits(
        decide(rule(anyMode, both, noLimits), wanted, notice(null)), Reason.OUTSIDE_WINDOW, LATER);
  }

  @Test
  void itCoolsDownAfterARotationAndThenStarts() {
    Rule cooling = rule(anyMode, new Rule.Times(null, null, null, Duration.ofHours(6)), noLimits);
    starts(decide(cooling, wanted, notice(null)), wanted);
    lastEnded = Optional.of(clock.instant());
    clock.tick(Duration.ofHours(5));
    waits(decide(cooling, wanted, notice(null)), Reason.COOLING_DOWN, Duration.ofHours(1));
    starts(decide(cooling, outage, notice(null)), outage);
    clock.tick(Duration.ofHours(1));
    starts(decide(cooling, wanted, notice(null)), wanted);
  }

  @ParameterizedTest
  @EnumSource
  void aDeadlineBeforeTheProofIsDecidedByTheRule(DeadlineChoice choice) {
    Admission.Decision decision = decide(windowed(null, choice), wanted, due(Duration.ofHours(3)));
    switch (choice) {
      case ASK -> asks(decision, Reason.DEADLINE_COMES_FIRST);
      case WAIT -> waits(decision, Reason.OUTSIDE_WINDOW, LATER);
      case START -> {
        assertThat(decision.until()).isNull();
        assertThat(decision.verdict()).isInstanceOf(Verdict.Rotate.class);
        assertThat(decision.verdict().plan()).isEqualTo(plan);
        assertThat(decision.verdict().sentence()).contains("START by rule night");
      }
    }
  }

  @Test
  void aDeadlineWellAfterTheProofIsWaitedFor() {
    waits(
        decide(windowed(null, DeadlineChoice.START), wanted, due(Duration.ofDays(3))),
        Reason.OUTSIDE_WINDOW,
        LATER);
  }

  @Test
  void aDeadlineChangesNothingWhereNothingWaits() {
    clock.tick(LATER);
    starts(decide(windowed(null, DeadlineChoice.ASK), wanted, due(Duration.ZERO)), wanted);
  }

  private Alert due(Duration in) {
    return new Alert.MandatoryNotice(
        Alerts.origin(clock.instant()),
        Alerts.resource(),
        "TRK-1",
        "regenerate keys",
        null,
        clock.instant().plus(in));
  }
}
