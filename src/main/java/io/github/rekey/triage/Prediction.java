package io.github.rekey.triage;

import io.github.rekey.rotation.JournalEntry;
import io.github.rekey.rotation.Plan;
import io.github.rekey.rotation.PlanKind;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.rotation.RotationId;
import io.github.rekey.rotation.Step;
import io.github.rekey.rotation.StepKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The refused clients that one rotation explains, because it causes them: whoever a restart drops,
 * and whoever still holds a key that it replaced. A fold of the rotation's plan and journal.
 *
 * @param proved whether the rotation ended well
 * @param windows when refusals are expected, each with its cause; empty before its first effect
 * @param end when the rotation ended, or did the last thing so far
 */
public record Prediction(RotationId rotation, boolean proved, List<Window> windows, Instant end) {
  /** From the start of a step that changes the world until nobody speaks of it any more. */
  public record Window(Instant from, Instant until, String cause) {
    boolean covers(Instant at) {
      return !at.isBefore(from) && !at.isAfter(until);
    }
  }

  /** How the rotation stands. */
  enum Standing {
    RUNNING,
    PROVED,
    UNPROVED
  }

  /**
   * @param after how long after a restart or a replaced key refusals may still be reported
   */
  static Prediction of(
      Rotation rotation, List<JournalEntry> journal, Standing standing, Duration after) {
    List<Window> windows = new ArrayList<>();
    for (int step = 0; step < rotation.plan().steps().size(); step++) {
      List<Instant> moments = moments(journal, step);
      if (!moments.isEmpty() && causesRefusals(rotation.plan(), step)) {
        boolean goesOn = standing == Standing.RUNNING && moments(journal, step + 1).isEmpty();
        Instant until = goesOn ? Instant.MAX : moments.get(moments.size() - 1).plus(after);
        windows.add(new Window(moments.get(0), until, cause(rotation.plan(), step)));
      }
    }
    Instant end = journal.isEmpty() ? rotation.createdAt() : journal.get(journal.size() - 1).at();
    return new Prediction(rotation.id(), standing == Standing.PROVED, List.copyOf(windows), end);
  }

  private static List<Instant> moments(List<JournalEntry> journal, int step) {
    return journal.stream().filter(e -> e.step() == step).map(JournalEntry::at).toList();
  }

  /** Where a dead key is replaced in its places, whoever still has it is refused until proved. */
  private static boolean causesRefusals(Plan plan, int step) {
    StepKind kind = plan.steps().get(step).kind();
    return kind == StepKind.REGENERATE
        || kind == StepKind.DISTRIBUTE
        || (kind == StepKind.PROVE_CONSUMERS && plan.kind() == PlanKind.REDISTRIBUTE);
  }

  private static String cause(Plan plan, int index) {
    Step step = plan.steps().get(index);
    return switch (step.kind()) {
      case REGENERATE ->
          "replaces the %s key, and whoever still holds the old one is refused"
              .formatted(plan.slot(step.role()).name().toLowerCase(Locale.ROOT));
      case DISTRIBUTE ->
          "hands a key to %s, whose apps restart and whose clients reconnect"
              .formatted(String.join(", ", step.targets()));
      default -> "waits for consumers to leave the key that died";
    };
  }

  /** What explains a refusal at this moment, in words; empty if the rotation does not. */
  Optional<String> explains(Instant at) {
    return windows.stream()
        .filter(window -> window.covers(at))
        .reduce((earlier, later) -> later)
        .map(window -> "%s %s".formatted(rotation, window.cause()));
  }

  /** Whether the rotation did its first deed only after this moment. */
  boolean beganAfter(Instant at) {
    return !windows.isEmpty() && at.isBefore(windows.get(0).from());
  }

  boolean endedWithin(Duration window, Instant at) {
    return !at.isBefore(end) && !at.isAfter(end.plus(window));
  }
}
