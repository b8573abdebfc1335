package io.github.rekey.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import io.github.rekey.rotation.FailureKind;
import io.github.rekey.rotation.JournalEntry;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.Plan;
import io.github.rekey.rotation.Plans;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.rotation.RotationId;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.rotation.Timing;
import io.github.rekey.rotation.ToyAzure;
import io.github.rekey.triage.Feed.Happening;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a rotation, its steps and the verdicts about it are told to whoever watches. */
class AnnouncedStepsTest {
  private static final Instant NOON = Alerts.NOON;
  private static final int REGENERATE = 2;
  private final List<Happening> feed = new ArrayList<>();
  private final Announcer announcer = new Announcer(feed::add, new TickingClock(NOON));
  private final Plan plan =
      new Plans(Timing.standard()).standbyFirst(KeySlot.SECONDARY, List.of(List.of("vault")));
  private final Rotation rotation =
      new Rotation(new RotationId("rot-1"), "inc-1", ToyAzure.RESOURCE, plan, NOON);
  private final Incident incident = Incident.opened("inc-1", ToyAzure.RESOURCE, NOON);

  private static Happening about(
      String kind, @Nullable String rotation, @Nullable Integer step, String reason, String words) {
    return new Happening(
        NOON, kind, ToyAzure.RESOURCE.value(), "inc-1", rotation, step, reason, words);
  }

  private void told(String kind, @Nullable String reason, String words) {
    assertThat(feed).containsExactly(about(kind, "rot-1", REGENERATE, reason, words));
  }

  private void ends(StepOutcome outcome) {
    announcer.appended(rotation, new JournalEntry.Ended(NOON, REGENERATE, 1, outcome));
  }

  @Test
  void aStepThatBeginsIsToldByItsName() {
    announcer.appended(rotation, new JournalEntry.Started(NOON, REGENERATE, 1));
    told("started", null, "regenerate standby");
  }

  @Test
  void aStepThatIsDoneIsToldWithItsEvidence() {
    ends(new StepOutcome.Done("the key is new"));
    told("ended", "Done", "regenerate standby: the key is new");
  }

  @Test
  void aStepThatWaitsIsToldWithWhatItWaitsFor() {
    ends(new StepOutcome.NotYet("the key to be taken", Duration.ofSeconds(2)));
    told("ended", "NotYet", "regenerate standby: waiting for the key to be taken");
  }

  @Test
  void aStepInDoubtIsToldToBeLookedAtBeforeItIsRepeated() {
    ends(new StepOutcome.InDoubt("no answer came"));
    told(
        "ended",
        "InDoubt",
        "regenerate standby: in doubt, will look before acting again: no answer came");
  }

  @Test
  void aStepThatFailedIsToldWithItsKindAndReason() {
    ends(new StepOutcome.Failed(FailureKind.TIMED_OUT, "no client came back"));
    told("ended", "TIMED_OUT", "regenerate standby: failed, no client came back");
  }

  @Test
  void aPauseIsToldWithWhoHoldsItAndWhatFollows() {
    announcer.appended(rotation, new JournalEntry.Paused(NOON, REGENERATE, 0, "ada"));
    told("paused", null, "held before it goes on with: regenerate standby (by ada)");
  }

  @Test
  void whatGoesOnAfterAPauseIsTold() {
    announcer.appended(rotation, new JournalEntry.Resumed(NOON, REGENERATE, 0));
    told("resumed", null, "regenerate standby");
  }

  @Test
  void aRotationIsToldAsItStartsAndAsItEnds() {
    announcer.rotationStarted(rotation);
    announcer.rotationEnded(rotation, "done");
    String steps = "standby first in %d steps".formatted(plan.steps().size());
    assertThat(feed)
        .containsExactly(
            about("rotation-started", "rot-1", null, null, steps),
            about("rotation-ended", "rot-1", null, null, "done"));
  }

  @Test
  void aVerdictThatAsksIsAQuestionAndAnotherIsNot() {
    announcer.verdict(incident, new Verdict.AskOperator(Reason.FROZEN, "frozen", null));
    announcer.verdict(incident, new Verdict.Ignore(Reason.NOTHING_WRONG, "well"));
    assertThat(feed)
        .containsExactly(
            about("question", null, null, "FROZEN", "frozen"),
            about("verdict", null, null, "NOTHING_WRONG", "well"));
  }

  @Test
  void aWaitIsToldOnceAndNotAgainWhileItIsForTheSame() {
    Verdict waits = new Verdict.Rotate(Reason.WAITS_FOR_TURN, "waits for its turn", plan);
    announcer.waits(incident, waits);
    assertThat(feed).hasSize(1);
    announcer.waits(incident.with(Incident.State.WAITING, waits, null, null), waits);
    assertThat(feed)
        .containsExactly(about("waiting", null, null, "WAITS_FOR_TURN", "waits for its turn"));
  }
}
