package io.github.rekey.triage;

import io.github.rekey.rotation.Journal;
import io.github.rekey.rotation.JournalEntry;
import io.github.rekey.rotation.JournalEntry.Ended;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.rotation.Step;
import io.github.rekey.rotation.StepKind;
import io.github.rekey.rotation.StepOutcome;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads from plans and journals which refused clients rotations explain, and what they replaced.
 */
public final class ExpectedFailures {
  private final Incidents incidents;
  private final Journal journal;
  private final Duration after;

  /**
   * @param after how long after a restart or a replaced key refusals may still be reported
   */
  public ExpectedFailures(Incidents incidents, Journal journal, Duration after) {
    this.incidents = incidents;
    this.journal = journal;
    this.after = after;
  }

  Prediction of(Rotation rotation) {
    Prediction.Standing standing =
        incidents
            .ending(rotation)
            .map(
                ending ->
                    ending == Incidents.Ending.DONE
                        ? Prediction.Standing.PROVED
                        : Prediction.Standing.UNPROVED)
            .orElse(Prediction.Standing.RUNNING);
    return Prediction.of(rotation, journal.entries(rotation.id()), standing, after);
  }

  /** What the resource's running rotation says about refused clients; empty if none runs. */
  Optional<Prediction> running(ResourceId resource) {
    return incidents.running(resource).map(this::of);
  }

  /** The slots whose keys are new since the rotation began, however it ended. */
  Set<KeySlot> replaced(Rotation rotation) {
    Set<KeySlot> replaced = EnumSet.noneOf(KeySlot.class);
    for (JournalEntry entry : journal.entries(rotation.id())) {
      Step step = rotation.plan().steps().get(entry.step());
      if (step.kind() == StepKind.REGENERATE
          && entry instanceof Ended ended
          && ended.outcome() instanceof StepOutcome.Done) {
        replaced.add(rotation.plan().slot(step.role()));
      }
    }
    return replaced;
  }
}
