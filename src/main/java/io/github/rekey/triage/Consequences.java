package io.github.rekey.triage;

import io.github.rekey.rotation.Aftermath;
import io.github.rekey.rotation.PlanKind;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.rotation.RotationState;
import io.github.rekey.rotation.Step;
import io.github.rekey.triage.Incidents.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What each verb that a rotation can take now would lead to and leave behind; pure. */
public final class Consequences {
  private Consequences() {}

  /** What a person may do with one rotation. */
  public enum Verb {
    ABORT,
    PAUSE,
    RESUME,
    RETRY
  }

  /**
   * What a verb leads to.
   *
   * @param pastNoReturn true if the plan's point of no return is behind
   * @param leaves in sentences, the most important first
   */
  public record Consequence(Verb verb, boolean pastNoReturn, List<String> leaves) {}

  /**
   * Those of each verb that is possible now.
   *
   * @param ending how it ended, null while it runs
   * @param paused true if a person holds this rotation by itself
   * @param asking true if its incident waits for an answer
   */
  public static List<Consequence> of(
      Rotation rotation,
      RotationState state,
      @Nullable Ending ending,
      boolean paused,
      boolean asking) {
    Aftermath aftermath = Aftermath.of(rotation.plan(), state);
    List<Consequence> all = new ArrayList<>();
    if (ending == null) {
      all.add(consequence(Verb.ABORT, aftermath, abort(rotation, state, aftermath)));
      all.add(
          paused
              ? consequence(Verb.RESUME, aftermath, List.of(goesOn(rotation, state)))
              : consequence(Verb.PAUSE, aftermath, pause(state, aftermath)));
      all.add(consequence(Verb.RETRY, aftermath, List.of(looksNow(rotation, state))));
    } else if (ending != Ending.DONE && asking) {
      all.add(consequence(Verb.RETRY, aftermath, anew(aftermath)));
    }
    return List.copyOf(all);
  }

  private static Consequence consequence(Verb verb, Aftermath aftermath, List<String> leaves) {
    return new Consequence(verb, aftermath.pastNoReturn(), List.copyOf(leaves));
  }

  private static List<String> abort(Rotation rotation, RotationState state, Aftermath aftermath) {
    List<String> leaves = new ArrayList<>();
    underWay(state).ifPresent(leaves::add);
    leaves.addAll(aftermath.sentences());
    if (rotation.plan().kind() == PlanKind.COMPROMISE && !aftermath.pastNoReturn()) {
      leaves.add("Whoever has the leaked keys can still use the one that is not replaced.");
    }
    leaves.add(
        "The incident then asks you: retry has it judged anew, reject leaves everything like this.");
    return leaves;
  }

  private static List<String> pause(RotationState state, Aftermath aftermath) {
    List<String> leaves = new ArrayList<>();
    leaves.add("It holds before its next step; the time until it goes on counts for no deadline.");
    underWay(state).ifPresent(leaves::add);
    leaves.addAll(aftermath.sentences());
    leaves.add("Resume goes on from there; abort ends it.");
    return leaves;
  }

  private static Optional<String> underWay(RotationState state) {
    return state.broken()
        ? Optional.of("An attempt is under way; it ends first, and may still change what follows.")
        : Optional.empty();
  }

  private static String goesOn(Rotation rotation, RotationState state) {
    return "It goes on with %s.".formatted(next(rotation, state));
  }

  private static String looksNow(Rotation rotation, RotationState state) {
    return "It tries %s again now instead of when it is due; nothing is repeated blindly."
        .formatted(next(rotation, state));
  }

  private static List<String> anew(Aftermath aftermath) {
    List<String> leaves = new ArrayList<>();
    leaves.add(
        "Its incident is judged anew: keys and targets are looked at, and where the policy lets it,"
            + " a new plan starts at once.");
    leaves.addAll(aftermath.sentences());
    return leaves;
  }

  private static String next(Rotation rotation, RotationState state) {
    List<Step> steps = rotation.plan().steps();
    return state.step() < steps.size() ? steps.get(state.step()).words() : "its close";
  }
}
