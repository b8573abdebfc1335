package io.github.rekey.triage;

import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static io.github.rekey.triage.Alerts.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.JournalEntry;
import io.github.rekey.rotation.Plan;
import io.github.rekey.rotation.Plans;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.rotation.RotationId;
import io.github.rekey.rotation.StepKind;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.rotation.Timing;
import io.github.rekey.rotation.ToyAzure;
import io.github.rekey.triage.Prediction.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each step takes a minute here, and is followed by the next at once. */
class PredictionTest {
  private static final Duration AFTER = Duration.ofSeconds(30);
  private final Plans plans = new Plans(Timing.standard());
  private final Plan rotate = plans.standbyFirst(SECONDARY, List.of(List.of("vault")));
  private final Plan redistribute = plans.redistribute(SECONDARY, List.of(List.of("vault")));

  /** The journal up to and including this many ended steps. */
  private static List<JournalEntry> journal(int steps, boolean nextStarted) {
    List<JournalEntry> entries = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      entries.add(new JournalEntry.Started(start(step), step, 1));
      entries.add(new JournalEntry.Ended(start(step + 1), step, 1, new StepOutcome.Done("done")));
    }
    if (nextStarted) {
      entries.add(new JournalEntry.Started(start(steps), steps, 1));
    }
    return entries;
  }

  private static Instant start(int step) {
    return NOON.plusSeconds(60L * step);
  }

  private static int step(Plan plan, StepKind kind) {
    return plan.steps().stream().map(s -> s.kind()).toList().indexOf(kind);
  }

  private static Prediction prediction(Plan plan, List<JournalEntry> journal, Standing standing) {
    Rotation rotation = new Rotation(new RotationId("rot-1"), "inc", ToyAzure.RESOURCE, plan, NOON);
    return Prediction.of(rotation, journal, standing, AFTER);
  }

  private Prediction whole(Plan plan) {
    return prediction(plan, journal(plan.steps().size(), false), Standing.PROVED);
  }

  @Test
  void whatComesBeforeTheFirstDeedIsNotExplained() {
    Instant deed = start(step(rotate, StepKind.REGENERATE));
    assertThat(whole(rotate).explains(deed.minusMillis(1))).isEmpty();
    assertThat(whole(rotate).beganAfter(deed.minusMillis(1))).isTrue();
    assertThat(whole(rotate).beganAfter(deed)).isFalse();
  }

  @Test
  void aReplacedKeyExplainsStragglersAndSaysWhich() {
    Instant deed = start(step(rotate, StepKind.REGENERATE));
    assertThat(whole(rotate).explains(deed))
        .hasValue(
            "rot-1 replaces the secondary key, and whoever still holds the old one is refused");
  }

  @Test
  void aHandOutExplainsReconnectingClientsAndSaysOfWhom() {
    Instant deed = start(step(rotate, StepKind.DISTRIBUTE)).plusSeconds(31);
    assertThat(whole(rotate).explains(deed))
        .hasValueSatisfying(s -> assertThat(s).contains("vault"));
  }

  @Test
  void theWindowEndsSomeTimeAfterTheDeed() {
    Instant last = start(step(rotate, StepKind.PROVE_REJECTED));
    assertThat(whole(rotate).explains(last.plus(AFTER))).isPresent();
    assertThat(whole(rotate).explains(last.plus(AFTER).plusMillis(1))).isEmpty();
  }

  @Test
  void aLongWaitInWhichNothingIsReplacedOrRestartedExplainsNothing() {
    Instant waiting = start(step(rotate, StepKind.PROVE_CONSUMERS)).plusSeconds(45);
    assertThat(whole(rotate).explains(waiting)).isEmpty();
  }

  @Test
  void whoeverStillHoldsADeadKeyIsExplainedUntilEverybodyIsProvedToHaveLeftIt() {
    Instant waiting = start(step(redistribute, StepKind.PROVE_CONSUMERS)).plusSeconds(45);
    assertThat(whole(redistribute).explains(waiting)).isPresent();
  }

  @Test
  void aDeedThatIsUnderWayHasNoEndYet() {
    List<JournalEntry> begun = journal(step(rotate, StepKind.DISTRIBUTE), true);
    Instant later = start(30);
    assertThat(prediction(rotate, begun, Standing.RUNNING).explains(later)).isPresent();
    assertThat(prediction(rotate, begun, Standing.UNPROVED).explains(later)).isEmpty();
  }

  @Test
  void aRotationThatHasDoneNothingYetExplainsNothing() {
    Prediction fresh = prediction(rotate, List.of(), Standing.RUNNING);
    assertThat(fresh.explains(NOON)).isEmpty();
    assertThat(fresh.beganAfter(NOON)).isFalse();
  }
}
