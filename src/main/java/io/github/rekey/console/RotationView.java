package io.github.rekey.console;

import io.github.rekey.rotation.ExitRamp;
import io.github.rekey.rotation.JournalEntry;
import io.github.rekey.rotation.JournalMismatch;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.PlanKind;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.rotation.RotationState;
import io.github.rekey.rotation.Step;
import io.github.rekey.triage.Consequences;
import io.github.rekey.triage.Consequences.Consequence;
import io.github.rekey.triage.Incidents.Ending;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A rotation with its steps.
 *
 * @param ending how it ended; null while it is under way
 * @param lastEntryAt when the journal was last written
 * @param pausedSince since when it is held, by itself or with all others; null if it is not
 * @param pausedBy who ordered that it holds
 * @param abortedBy who ordered that it ends
 * @param verbs what can be done with it now, with what each leaves behind
 * @param couldUseEntra targets that could give up their key for an Entra ID identity, as noted at
 *     its close; null before
 */
record RotationView(
    String id,
    String incident,
    String resource,
    PlanKind kind,
    KeySlot standby,
    Instant createdAt,
    @Nullable Ending ending,
    @Nullable Instant lastEntryAt,
    @Nullable Instant pausedSince,
    @Nullable String pausedBy,
    @Nullable String abortedBy,
    List<StepView> steps,
    List<Consequence> verbs,
    @Nullable List<String> couldUseEntra) {

  static RotationView of(
      Rotation rotation,
      List<JournalEntry> entries,
      Optional<Ending> ending,
      Ordered ordered,
      Instant now) {
    List<Step> steps = rotation.plan().steps();
    Optional<RotationState> state = state(rotation, entries);
    return new RotationView(
        rotation.id().value(),
        rotation.incident(),
        rotation.resource().value(),
        rotation.plan().kind(),
        rotation.plan().standby(),
        rotation.createdAt(),
        ending.orElse(null),
        entries.isEmpty() ? null : entries.get(entries.size() - 1).at(),
        ending.isPresent() ? null : state.map(RotationState::pausedSince).orElse(null),
        ordered.pausedBy(),
        ordered.abortedBy(),
        IntStream.range(0, steps.size())
            .mapToObj(i -> StepFold.fold(i, steps.get(i), entries, ending.isPresent(), now))
            .toList(),
        state
            .map(
                s ->
                    Consequences.of(
                        rotation,
                        s,
                        ending.orElse(null),
                        ordered.pausedBy() != null,
                        ordered.asking()))
            .orElse(List.of()),
        ExitRamp.noted(entries).map(ExitRamp::couldUseEntra).orElse(null));
  }

  /** A journal that does not fit its plan says nothing of what would be left behind. */
  private static Optional<RotationState> state(Rotation rotation, List<JournalEntry> entries) {
    try {
      return Optional.of(RotationState.fold(rotation.plan(), entries));
    } catch (JournalMismatch mismatch) {
      return Optional.empty();
    }
  }

  /**
   * What people ordered about it.
   *
   * @param asking true if its incident waits for an answer
   */
  record Ordered(@Nullable String pausedBy, @Nullable String abortedBy, boolean asking) {}

  /** A rotation in a list: without its steps. */
  record Line(String id, PlanKind kind, Instant createdAt, @Nullable Ending ending) {}
}
