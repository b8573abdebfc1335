package io.github.rekey.triage;

import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.PlanKind;
import io.github.rekey.rotation.Rotation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was done before about a resource.
 *
 * @param completed rotations of this incident that did what they were for, oldest first
 * @param replaced slots whose keys are new since the incident began, by whatever rotations
 * @param lastEnded when the last incident before this one that was healed was closed
 * @param predictions what the rotations of this incident, and of the last one that was healed,
 *     explain
 * @param noticesDone tracking ids of notices that an earlier incident satisfied
 */
public record History(
    List<Rotation> completed,
    Set<KeySlot> replaced,
    Optional<Instant> lastEnded,
    List<Prediction> predictions,
    Set<String> noticesDone) {

  public static History none() {
    return new History(List.of(), Set.of(), Optional.empty(), List.of(), Set.of());
  }

  boolean did(PlanKind... kinds) {
    return completed.stream().anyMatch(r -> List.of(kinds).contains(r.plan().kind()));
  }

  /** Both keys are new since the incident began. */
  boolean bothReplaced() {
    return replaced.size() == KeySlot.values().length
        || did(PlanKind.STANDBY_FIRST, PlanKind.COMPROMISE);
  }

  /** Whether only the other key is still as it was when the incident began. */
  boolean onlyReplaced(KeySlot slot) {
    return replaced.equals(Set.of(slot));
  }
}
