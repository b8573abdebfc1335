package io.github.rekey.triage;

import static io.github.rekey.triage.Consequences.Verb.ABORT;
import static io.github.rekey.triage.Consequences.Verb.PAUSE;
import static io.github.rekey.triage.Consequences.Verb.RESUME;
import static io.github.rekey.triage.Consequences.Verb.RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.JournalEntry;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.Plan;
import io.github.rekey.rotation.Plans;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.rotation.RotationId;
import io.github.rekey.rotation.RotationState;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.rotation.Timing;
import io.github.rekey.rotation.ToyAzure;
import io.github.rekey.triage.Consequences.Consequence;
import io.github.rekey.triage.Consequences.Verb;
import io.github.rekey.triage.Incidents.Ending;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a person is told before an order to a rotation: which are possible, and what they leave. */
class ConsequencesTest {
  private static final String UNDER_WAY =
      "An attempt is under way; it ends first, and may still change what follows.";
  private static final String LEAK =
      "Whoever has the leaked keys can still use the one that is not replaced.";
  private final Plans plans = new Plans(Timing.standard());
  private final Plan moves = plans.standbyFirst(KeySlot.SECONDARY, List.of(List.of("vault")));
  private final Plan leak = plans.compromise(KeySlot.SECONDARY, List.of(List.of("vault")));

  private static RotationState after(Plan plan, int steps, boolean nextStarted) {
    List<JournalEntry> journal = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      journal.add(new JournalEntry.Started(Alerts.NOON, step, 1));
      journal.add(new JournalEntry.Ended(Alerts.NOON, step, 1, new StepOutcome.Done("done")));
    }
    if (nextStarted) {
      journal.add(new JournalEntry.Started(Alerts.NOON, steps, 1));
    }
    return RotationState.fold(plan, journal);
  }

  private static List<Consequence> of(
      Plan plan, RotationState state, @Nullable Ending ending, boolean paused, boolean asking) {
    Rotation rotation =
        new Rotation(new RotationId("rot-1"), "inc-1", ToyAzure.RESOURCE, plan, Alerts.NOON);
    return Consequences.of(rotation, state, ending, paused, asking);
  }

  private static List<Consequence> running(Plan plan, RotationState state) {
    return of(plan, state, null, false, false);
  }

  private static Consequence only(Verb verb, List<Consequence> all) {
    return all.stream().filter(each -> each.verb() == verb).findFirst().orElseThrow();
  }

  private static List<Verb> verbs(List<Consequence> all) {
    return all.stream().map(Consequence::verb).toList();
  }

  @Test
  void aRunningOneCanBeAbortedPausedAndTriedAtOnce() {
    assertThat(verbs(running(moves, after(moves, 3, false)))).containsExactly(ABORT, PAUSE, RETRY);
  }

  @Test
  void aPausedOneCanBeResumedAndNotPausedAgain() {
    List<Consequence> all = of(moves, after(moves, 2, false), null, true, false);
    assertThat(verbs(all)).containsExactly(ABORT, RESUME, RETRY);
    assertThat(only(RESUME, all).leaves()).containsExactly("It goes on with regenerate standby.");
  }

  @Test
  void oneThatEndedBadlyCanBeJudgedAnewIfItsIncidentAsks() {
    List<Consequence> all = of(moves, after(moves, 3, false), Ending.FAILED, false, true);
    assertThat(verbs(all)).containsExactly(RETRY);
    assertThat(only(RETRY, all).leaves().get(0)).startsWith("Its incident is judged anew: ");
    assertThat(only(RETRY, all).leaves())
        .contains("The secondary key is new, not proved to be accepted.");
  }

  @Test
  void oneThatEndedWellOrIsNotAskedAboutCanNotBeSteered() {
    RotationState state = after(moves, 3, false);
    assertThat(of(moves, state, Ending.DONE, false, true)).isEmpty();
    assertThat(of(moves, state, Ending.FAILED, false, false)).isEmpty();
  }

  @Test
  void anAbortSaysWhatItLeavesAndWhatComesNext() {
    List<String> leaves = only(ABORT, running(moves, after(moves, 2, false))).leaves();
    assertThat(leaves.get(0)).startsWith("The point of no return lies ahead");
    assertThat(leaves.get(leaves.size() - 1)).startsWith("The incident then asks you: retry ");
    assertThat(leaves).doesNotContain(UNDER_WAY, LEAK);
  }

  @Test
  void anAttemptUnderWayIsSaidFirst() {
    List<Consequence> all = running(moves, after(moves, 2, true));
    assertThat(only(ABORT, all).leaves().get(0)).isEqualTo(UNDER_WAY);
    assertThat(only(PAUSE, all).leaves()).contains(UNDER_WAY);
  }

  @Test
  void abortingTheAnswerToALeakSaysThatALeakedKeyStillWorks() {
    assertThat(only(ABORT, running(leak, after(leak, 1, false))).leaves()).contains(LEAK);
  }

  @Test
  void onceBothLeakedKeysAreReplacedItDoesNot() {
    RotationState state = after(leak, leak.steps().size() - 3, false);
    Consequence abort = only(ABORT, running(leak, state));
    assertThat(abort.pastNoReturn()).isTrue();
    assertThat(abort.leaves()).doesNotContain(LEAK);
  }

  @Test
  void aPauseSaysThatItCountsForNoDeadlineAndHowItGoesOn() {
    List<String> leaves = only(PAUSE, running(moves, after(moves, 2, false))).leaves();
    assertThat(leaves.get(0)).startsWith("It holds before its next step;");
    assertThat(leaves).contains("The secondary key is not replaced.").doesNotContain(UNDER_WAY);
    assertThat(leaves.get(leaves.size() - 1))
        .isEqualTo("Resume goes on from there; abort ends it.");
  }

  @Test
  void tryingAtOnceSaysWhichStepIsTried() {
    assertThat(only(RETRY, running(moves, after(moves, 2, false))).leaves())
        .singleElement()
        .asString()
        .startsWith("It tries regenerate standby again now");
  }

  @Test
  void afterItsLastStepOnlyItsCloseIsLeft() {
    RotationState state = after(moves, moves.steps().size(), false);
    assertThat(only(RETRY, running(moves, state)).leaves().get(0))
        .startsWith("It tries its close ");
  }
}
