package io.github.rekey.rotation;

import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a person is told, word for word, before a rotation is aborted. */
class AftermathWordsTest {
  private static final Plans PLANS = new Plans(Timing.standard());
  private static final Plan STANDBY_FIRST =
      PLANS.standbyFirst(SECONDARY, List.of(List.of("vault", "file"), List.of("settings")));
  private static final Plan COMPROMISE = PLANS.compromise(SECONDARY, Process.GENERATIONS);

  /** After the last step of that kind that is done; the next one is begun, or is not. */
  private static List<String> said(Plan plan, int done, boolean begun) {
    List<JournalEntry> entries = new ArrayList<>();
    for (int step = 0; step < done; step++) {
      entries.add(new JournalEntry.Started(Instant.EPOCH, step, 1));
      entries.add(new JournalEntry.Ended(Instant.EPOCH, step, 1, done(plan.steps().get(step))));
    }
    if (begun) {
      entries.add(new JournalEntry.Started(Instant.EPOCH, done, 1));
    }
    return Aftermath.of(plan, RotationState.fold(plan, entries)).sentences();
  }

  private static StepOutcome done(Step step) {
    return step.kind() == StepKind.REGENERATE
        ? new StepOutcome.Done("", Map.of("after." + step.role(), "key-of-" + step.role()))
        : new StepOutcome.Done("");
  }

  private static int before(Plan plan, StepKind kind, Role role) {
    for (Step step : plan.steps()) {
      if (step.kind() == kind && step.role() == role) {
        return plan.steps().indexOf(step);
      }
    }
    throw new AssertionError("no such step");
  }

  @Test
  void aKeyThatMayHaveBeenReplacedIsNotCalledNew() {
    assertThat(said(STANDBY_FIRST, before(STANDBY_FIRST, StepKind.REGENERATE, Role.STANDBY), true))
        .startsWith(
            "The point of no return lies ahead: the primary key still works.",
            "Replacing the secondary key was begun: it may have happened.",
            "The primary key is not replaced.");
  }

  @Test
  void aNewKeyIsNamedAndNotCalledAcceptedBeforeThatIsProved() {
    int step = before(STANDBY_FIRST, StepKind.PROVE_ACCEPTED, Role.STANDBY);
    assertThat(said(STANDBY_FIRST, step, true))
        .contains("The secondary key is new (key-of-STANDBY), not proved to be accepted.");
    assertThat(said(STANDBY_FIRST, step + 1, false))
        .contains("The secondary key is new (key-of-STANDBY), proved to be accepted.");
  }

  @Test
  void beforeTheHandOutEverybodyIsOnTheFormerKey() {
    int step = before(STANDBY_FIRST, StepKind.DISTRIBUTE, Role.STANDBY);
    assertThat(said(STANDBY_FIRST, step, false))
        .contains(
            "Nobody was handed a key: all are on the one that they had before, which works as it"
                + " did.");
  }

  @Test
  void ofAHandOutThatIsBegunItSaysWhichPlacesAreOnEitherKey() {
    int step = before(STANDBY_FIRST, StepKind.DISTRIBUTE, Role.STANDBY);
    assertThat(said(STANDBY_FIRST, step, true))
        .contains(
            "Places: on either key, handing over was begun: vault, file; on the key from before,"
                + " which works as it did: settings. That instances use it is not proved.",
            "Not done: distribute to 2 targets, distribute to 1 target, prove targets hold it,"
                + " prove consumers use it, search for unknown holders, regenerate exposed, prove"
                + " old key rejected, prove clients still there, close.");
  }

  @Test
  void halfwayThroughTheHandOutItSaysWhoIsOnWhichKey() {
    int step = before(STANDBY_FIRST, StepKind.DISTRIBUTE, Role.STANDBY) + 1;
    assertThat(said(STANDBY_FIRST, step, false))
        .contains(
            "Places: on the secondary key: vault, file; on the key from before, which works as it"
                + " did: settings. That instances use it is not proved.");
    assertThat(said(STANDBY_FIRST, step, true))
        .contains(
            "Places: on the secondary key: vault, file; on either key, handing over was begun:"
                + " settings. That instances use it is not proved.");
  }

  @Test
  void onceConsumersAreProvedItSaysSoAndNotBefore() {
    int step = before(STANDBY_FIRST, StepKind.PROVE_CONSUMERS, Role.STANDBY);
    assertThat(said(STANDBY_FIRST, step, true))
        .contains(
            "Places: on the secondary key: vault, file, settings. That instances use it is not"
                + " proved.");
    assertThat(said(STANDBY_FIRST, step + 1, false))
        .contains(
            "Places: on the secondary key: vault, file, settings. Every instance was proved to use"
                + " it.");
  }

  @Test
  void onceTheExposedKeyIsReplacedItSaysWhoIsCutOff() {
    int step = before(COMPROMISE, StepKind.REGENERATE, Role.EXPOSED) + 1;
    assertThat(said(COMPROMISE, step, false))
        .containsExactly(
            "The point of no return is behind: whoever still holds the former primary key is cut"
                + " off, and no abort brings it back.",
            "The secondary key is new (key-of-STANDBY), proved to be accepted.",
            "The primary key is new (key-of-EXPOSED).",
            "Places: on the secondary key: vault, settings. That instances use it is not proved.",
            "Not done: prove old key rejected, prove old key rejected, prove clients still there,"
                + " close.");
  }

  @Test
  void whoeverWasNotHandedAWorkingKeyIsSaidToBeOnADeadOne() {
    Plan plan = PLANS.redistribute(SECONDARY, Process.GENERATIONS);
    assertThat(said(plan, before(plan, StepKind.DISTRIBUTE, Role.STANDBY), false))
        .startsWith(
            "This plan replaces no key: it has no point of no return.",
            "Nobody was handed a key: all are on the one that they had before, dead where that is"
                + " what began this.");
  }
}
