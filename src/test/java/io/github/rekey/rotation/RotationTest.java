package io.github.rekey.rotation;

import static io.github.rekey.rotation.KeySlot.PRIMARY;
import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RotationTest {
  private final TickingClock clock = new TickingClock();
  private final ToyAzure azure = new ToyAzure();
  private final PaperJournal journal = new PaperJournal();
  private final Plans plans = new Plans(Timing.standard());

  private Plan plan;

  private Advance run(Plan wanted) {
    plan = wanted;
    return new Process(azure, journal, clock)
        .runToEnd(Process.rotation(plan, clock), azure.resource());
  }

  @Test
  void standbyFirstMovesEverybodyBeforeTheExposedKeyDies() {
    assertThat(run(plans.standbyFirst(SECONDARY, Process.GENERATIONS)))
        .isInstanceOf(Advance.Completed.class);
    assertThat(azure.history)
        .containsExactly(
            "regenerate SECONDARY", "write vault", "write settings", "regenerate PRIMARY");
    assertThat(azure.usedByApp).isEqualTo(azure.keys.get(SECONDARY));
  }

  @Test
  void redistributeRegeneratesNothing() {
    azure.replace(PRIMARY);
    assertThat(run(plans.redistribute(PRIMARY, Process.GENERATIONS)))
        .isInstanceOf(Advance.Completed.class);
    assertThat(azure.regenerated).isEmpty();
    assertThat(azure.usedByApp).isEqualTo(azure.keys.get(PRIMARY));
  }

  @Test
  void replaceUnusedHandsOutNothing() {
    assertThat(run(plans.replaceUnused(SECONDARY))).isInstanceOf(Advance.Completed.class);
    assertThat(azure.history).containsExactly("regenerate SECONDARY");
  }

  @Test
  void compromiseReplacesBothWithoutWaitingForConsumers() {
    assertThat(run(plans.compromise(SECONDARY, Process.GENERATIONS)))
        .isInstanceOf(Advance.Completed.class);
    assertThat(azure.regenerated).containsExactly(SECONDARY, PRIMARY);
  }

  @Test
  void exposedKeyIsNotRegeneratedWhileTheAppStillUsesIt() {
    azure.appIgnoresRestart = true;
    Advance end = run(plans.standbyFirst(SECONDARY, Process.GENERATIONS));
    assertThat(end).isInstanceOf(Advance.Stopped.class);
    assertThat(((Advance.Stopped) end).failure().kind()).isEqualTo(FailureKind.TIMED_OUT);
    assertThat(azure.regenerated).containsExactly(SECONDARY);
  }

  @Test
  void aKeyThatATargetHoldsIsNotRegeneratedEvenIfThePlanSaysSo() {
    Advance end = run(plans.replaceUnused(PRIMARY));
    assertThat(((Advance.Stopped) end).failure().kind()).isEqualTo(FailureKind.WORLD_CHANGED);
    assertThat(azure.regenerated).isEmpty();
  }

  @Test
  void aKeyThatAnUnknownHolderHoldsIsNotRegenerated() {
    azure.scanned = true;
    azure.unlisted.put("script", new Holding.Key(azure.keys.get(PRIMARY)));
    StepOutcome.Failed failure = failure(plans.standbyFirst(SECONDARY, Process.GENERATIONS));
    assertThat(failure.kind()).isEqualTo(FailureKind.UNKNOWN_HOLDER);
    assertThat(failure.reason())
        .contains("the primary key is not regenerated", "script", "list it in rekey.yaml")
        .doesNotContain("-value", "vault");
    assertThat(azure.regenerated).containsExactly(SECONDARY);
  }

  @Test
  void anUnusedKeyThatAnUnknownHolderHoldsIsNotRegeneratedEither() {
    azure.scanned = true;
    azure.unlisted.put("script", new Holding.Key(azure.keys.get(SECONDARY)));
    assertThat(failure(plans.replaceUnused(SECONDARY)).kind())
        .isEqualTo(FailureKind.UNKNOWN_HOLDER);
    assertThat(azure.regenerated).isEmpty();
  }

  @Test
  void aStandbyKeyThatAnUnknownHolderHoldsIsNotRegenerated() {
    azure.scanned = true;
    azure.unlisted.put("script", new Holding.Key(azure.keys.get(SECONDARY)));
    assertThat(failure(plans.standbyFirst(SECONDARY, Process.GENERATIONS)).kind())
        .isEqualTo(FailureKind.UNKNOWN_HOLDER);
    assertThat(azure.regenerated).isEmpty();
  }

  @Test
  void anUnknownHolderOfAnotherOrADeadKeyIsNamedAndStopsNothing() {
    azure.scanned = true;
    azure.unlisted.put("script", new Holding.Key(azure.keys.get(PRIMARY)));
    azure.unlisted.put("ruin", new Holding.Key(new AccessKey("long-gone-value")));
    azure.unlisted.put("modern", new Holding.IdentityBased());
    assertThat(run(plans.replaceUnused(SECONDARY))).isInstanceOf(Advance.Completed.class);
    assertThat(evidence(StepKind.SEARCH_HOLDERS))
        .isEqualTo(
            "no unknown holder of the secondary key in: toy places; not listed, but not in the"
                + " way: script (primary key), ruin (dead key)");
  }

  @Test
  void anUnknownHolderThatFollowsATargetMayUseAnyOfItsKeys() {
    azure.scanned = true;
    azure.unlisted.put("function", new Holding.Reference("alias"));
    azure.unlisted.put("alias", new Holding.Reference("VAULT"));
    StepOutcome.Failed failure = failure(plans.standbyFirst(SECONDARY, Process.GENERATIONS));
    assertThat(failure.kind()).isEqualTo(FailureKind.UNKNOWN_HOLDER);
    assertThat(failure.reason()).contains("function", "takes its value from vault");
  }

  @Test
  void whatFollowsAPlaceOfAnotherResourceIsNoHolder() {
    azure.scanned = true;
    azure.unlisted.put("stranger", new Holding.Reference("another-vault"));
    assertThat(run(plans.standbyFirst(SECONDARY, Process.GENERATIONS)))
        .isInstanceOf(Advance.Completed.class);
    assertThat(evidence(StepKind.SEARCH_HOLDERS)).doesNotContain("stranger");
  }

  @Test
  void whatCouldNotBeSearchedIsNamedAndStopsNothing() {
    azure.scanned = true;
    azure.unsearchable.add("vault kv-far: its firewall refuses this host");
    assertThat(run(plans.replaceUnused(SECONDARY))).isInstanceOf(Advance.Completed.class);
    assertThat(evidence(StepKind.SEARCH_HOLDERS))
        .endsWith("; not read: " + azure.unsearchable.get(0));
  }

  @Test
  void aSearchThatFailsIsNotTakenForOneThatFoundNobody() {
    azure.scanned = true;
    azure.searchFails = new CallFailed(CallFailed.Kind.NO_RIGHT, "403", false, null, null);
    StepOutcome.Failed failure = failure(plans.replaceUnused(SECONDARY));
    assertThat(failure.kind()).isEqualTo(FailureKind.TIMED_OUT);
    assertThat(failure.reason()).endsWith("a search to succeed: toy places: 403");
  }

  @Test
  void withoutAScanNobodyIsSaidToBeUnknown() {
    assertThat(run(plans.replaceUnused(SECONDARY))).isInstanceOf(Advance.Completed.class);
    assertThat(evidence(StepKind.SEARCH_HOLDERS))
        .isEqualTo("nothing to search: no scan is configured");
  }

  @Test
  void neitherACompromiseNorARedistributionAsksForUnknownHolders() {
    azure.scanned = true;
    azure.unlisted.put("script", new Holding.Key(azure.keys.get(PRIMARY)));
    assertThat(run(plans.redistribute(SECONDARY, Process.GENERATIONS)))
        .isInstanceOf(Advance.Completed.class);
    assertThat(plans.compromise(SECONDARY, Process.GENERATIONS).steps())
        .extracting(Step::kind)
        .doesNotContain(StepKind.SEARCH_HOLDERS);
  }

  private StepOutcome.Failed failure(Plan plan) {
    return ((Advance.Stopped) run(plan)).failure();
  }

  /** Of the last step of this kind. */
  private String evidence(StepKind kind) {
    return journal.all().stream()
        .filter(entry -> plan.steps().get(entry.step()).kind() == kind)
        .filter(JournalEntry.Ended.class::isInstance)
        .map(entry -> ((StepOutcome.Done) ((JournalEntry.Ended) entry).outcome()).evidence())
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  @Test
  void nothingPassesWithoutABaseline() {
    azure.clients = -1;
    Advance end = run(plans.standbyFirst(SECONDARY, Process.GENERATIONS));
    assertThat(((Advance.Stopped) end).failure().kind()).isEqualTo(FailureKind.NO_EVIDENCE);
    assertThat(azure.regenerated).isEmpty();
  }

  @Test
  void aBaselineOfZeroClientsIsNoEvidence() {
    azure.clients = 0;
    Advance end = run(plans.standbyFirst(SECONDARY, Process.GENERATIONS));
    assertThat(((Advance.Stopped) end).failure().kind()).isEqualTo(FailureKind.NO_EVIDENCE);
  }

  @Test
  void aRegenerationThatTookEffectBeforeItsErrorIsNotRepeated() {
    azure.effectBeforeFailure = true;
    azure.nextRegenerateFails =
        new CallFailed(CallFailed.Kind.UNAVAILABLE, "500", true, null, null);
    assertThat(run(plans.standbyFirst(SECONDARY, Process.GENERATIONS)))
        .isInstanceOf(Advance.Completed.class);
    assertThat(azure.regenerated).containsExactly(SECONDARY, PRIMARY);
  }

  @Test
  void aRegenerationWithoutEffectIsTriedAgainOnlyAfterItSettled() {
    azure.nextRegenerateFails =
        new CallFailed(CallFailed.Kind.UNAVAILABLE, "no answer", true, null, null);
    var start = clock.instant();
    run(plans.replaceUnused(SECONDARY));
    assertThat(azure.regenerated).containsExactly(SECONDARY);
    assertThat(Duration.between(start, clock.instant()))
        .isGreaterThanOrEqualTo(Timing.standard().settle());
  }

  @Test
  void successWithoutAChangeIsTriedAgain() {
    azure.changesNothing = true;
    assertThat(run(plans.replaceUnused(SECONDARY))).isInstanceOf(Advance.Completed.class);
    assertThat(azure.regenerated).containsExactly(SECONDARY);
  }

  @Test
  void throttlingWaitsAsLongAsAzureAsks() {
    azure.nextRegenerateFails =
        new CallFailed(CallFailed.Kind.THROTTLED, "429", false, Duration.ofSeconds(17), null);
    var start = clock.instant();
    run(plans.replaceUnused(SECONDARY));
    assertThat(Duration.between(start, clock.instant())).isGreaterThan(Duration.ofSeconds(17));
    assertThat(azure.regenerated).containsExactly(SECONDARY);
  }

  @Test
  void aTargetThatRefusesForAWhileIsTriedAgain() {
    azure.nextDeliveryFails = new CallFailed(CallFailed.Kind.UNAVAILABLE, "503", false, null, null);
    assertThat(run(plans.standbyFirst(SECONDARY, Process.GENERATIONS)))
        .isInstanceOf(Advance.Completed.class);
  }

  @Test
  void aTargetWithoutARightStopsTheRotationBeforeThePointOfNoReturn() {
    azure.nextDeliveryFails = new CallFailed(CallFailed.Kind.NO_RIGHT, "403", false, null, null);
    Advance end = run(plans.standbyFirst(SECONDARY, Process.GENERATIONS));
    assertThat(((Advance.Stopped) end).failure().kind()).isEqualTo(FailureKind.NO_RIGHT);
    assertThat(azure.regenerated).containsExactly(SECONDARY);
  }

  @Test
  void aWaitThatNeverEndsHasADeadline() {
    azure.appIgnoresRestart = true;
    var start = clock.instant();
    run(plans.redistribute(SECONDARY, Process.GENERATIONS));
    assertThat(Duration.between(start, clock.instant()))
        .isLessThan(Timing.standard().consumers().plusMinutes(1));
  }

  /** A quarter of an hour, a second between two looks, would be 900. */
  @Test
  void whatTakesLongIsLookedAtLessOften() {
    azure.appIgnoresRestart = true;
    run(plans.redistribute(SECONDARY, Process.GENERATIONS));
    assertThat(azure.lists).isLessThan(120);
  }

  @Test
  void aJournalThatDoesNotFitThePlanIsRefused() {
    var alien = List.<JournalEntry>of(new JournalEntry.Started(clock.instant(), 3, 1));
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> RotationState.fold(plans.replaceUnused(PRIMARY), alien))
        .isInstanceOf(JournalMismatch.class);
  }

  @Test
  void noOutcomeOrEntryEverShowsAKey() {
    run(plans.standbyFirst(SECONDARY, Process.GENERATIONS));
    assertThat(journal.all().toString()).doesNotContain("-value");
  }
}
