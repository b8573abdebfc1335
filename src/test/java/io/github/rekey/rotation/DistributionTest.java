package io.github.rekey.rotation;

import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two targets of one generation, each with a fate of its own, and what is made of both. */
class DistributionTest {
  private final Bench bench = new Bench();
  private final Plan plan =
      bench.plans.standbyFirst(SECONDARY, List.of(List.of("vault", "settings")));
  private final Clerk vault = new Clerk("vault");
  private final Clerk settings = new Clerk("settings");

  @BeforeEach
  void bothAreConfigured() {
    bench.targets.addAll(List.of(vault, settings));
  }

  private StepOutcome distribute() {
    return bench.distribution.distribute(bench.at(plan, StepKind.DISTRIBUTE, Role.STANDBY));
  }

  private StepOutcome held() {
    return bench.distribution.held(bench.at(plan, StepKind.PROVE_TARGETS_HOLD, Role.STANDBY));
  }

  private static CallFailed failed(CallFailed.Kind kind, boolean effectPossible) {
    return new CallFailed(kind, kind.name(), effectPossible, null, null);
  }

  @Test
  void whatEachTargetSaidIsOnRecord() {
    vault.delivers = () -> new StepOutcome.Done("version 7", Map.of("vault.version", "7"));
    settings.delivers = () -> new StepOutcome.Done("restarted");
    assertThat(distribute())
        .isInstanceOfSatisfying(
            StepOutcome.Done.class,
            done -> {
              assertThat(done.evidence()).isEqualTo("version 7; restarted");
              assertThat(done.notes()).containsEntry("vault.version", "7");
            });
  }

  @Test
  void whileOneIsUnderWayTheOthersNotesAreKeptAndTheSoonestLookCounts() {
    vault.delivers = () -> underWay("wave 1", Duration.ofSeconds(9), "vault.wave");
    settings.delivers = () -> underWay("restart", Duration.ofSeconds(4), "settings.wave");
    StepOutcome.NotYet waiting = (StepOutcome.NotYet) distribute();
    assertThat(waiting.waitingFor()).isEqualTo("wave 1; restart");
    assertThat(waiting.lookAgainIn()).isEqualTo(Duration.ofSeconds(4));
    assertThat(waiting.notes())
        .containsEntry("vault.wave", "1")
        .containsEntry("settings.wave", "1");
    bench.notes.putAll(waiting.notes());
    distribute();
    assertThat(vault.told.get(1)).containsEntry("vault.wave", "1");
  }

  private static StepOutcome underWay(String what, Duration lookAgainIn, String note) {
    return new StepOutcome.NotYet(what, lookAgainIn, Map.of(note, "1"));
  }

  @Test
  void aDeliveryInDoubtIsLookedAtAgainSoon() {
    vault.delivers = () -> underWay("wave 1", Duration.ofSeconds(9), "vault.wave");
    settings.delivers = () -> failing(failed(CallFailed.Kind.UNAVAILABLE, true));
    assertThat(distribute())
        .isInstanceOfSatisfying(
            StepOutcome.NotYet.class,
            waiting -> {
              assertThat(waiting.waitingFor()).isEqualTo("wave 1; UNAVAILABLE");
              assertThat(waiting.lookAgainIn()).isEqualTo(Bench.TIMING.look());
            });
  }

  private static <T> T failing(CallFailed failure) {
    throw failure;
  }

  @Test
  void aRefusalIsNotTheEndWhileAnotherTargetIsUnderWay() {
    vault.delivers = () -> failing(failed(CallFailed.Kind.NO_RIGHT, false));
    settings.delivers = () -> underWay("restart", Duration.ofSeconds(4), "settings.wave");
    assertThat(distribute()).isInstanceOf(StepOutcome.NotYet.class);
  }

  @Test
  void aRefusalSaysWhichTargetItIsAndHowManyAreDone() {
    vault.delivers = () -> failing(failed(CallFailed.Kind.NO_RIGHT, false));
    assertThat(distribute())
        .isEqualTo(
            new StepOutcome.Failed(
                FailureKind.NO_RIGHT, "vault: NO_RIGHT (1 of the others is done)"));
  }

  @Test
  void aPlanForATargetThatIsNoLongerConfiguredHandsOutNothing() {
    bench.targets.remove(vault);
    assertThatThrownBy(this::distribute)
        .isInstanceOf(JournalMismatch.class)
        .hasMessage(
            "the plan hands the key to [vault, settings], but configured are only [settings]");
    assertThat(settings.handed).isEmpty();
  }

  @Test
  void onceEveryTargetHoldsItTheirNumberIsTheEvidence() {
    vault.holds = () -> new Holding.Key(bench.azure.keys.get(SECONDARY));
    assertThat(held()).isEqualTo(new StepOutcome.Done("2 of 2 targets hold it"));
  }

  @Test
  void aTargetThatHoldsAnotherKeyIsWaitedForByName() {
    vault.holds = () -> new Holding.Key(new AccessKey("former-value"));
    assertThat(held())
        .isEqualTo(new StepOutcome.NotYet("vault to hold the new key", Bench.TIMING.look()));
  }

  @Test
  void aTargetThatCannotBeReadIsWaitedForAndNotTakenToHoldIt() {
    settings.holds = () -> failing(failed(CallFailed.Kind.UNAVAILABLE, false));
    assertThat(held())
        .isInstanceOfSatisfying(
            StepOutcome.NotYet.class,
            waiting -> assertThat(waiting.waitingFor()).isEqualTo("UNAVAILABLE"));
  }

  @Test
  void aTargetThatHoldsNothingAnyMoreStopsTheRotation() {
    vault.holds = () -> new Holding.Nothing("secret signalr is disabled");
    assertThat(held())
        .isEqualTo(
            new StepOutcome.Failed(
                FailureKind.WORLD_CHANGED,
                "vault: secret signalr is disabled (1 of the others is done)"));
  }
}
