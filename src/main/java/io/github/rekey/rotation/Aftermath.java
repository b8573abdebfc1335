package io.github.rekey.rotation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What a rotation leaves behind if it goes no further: which keys there are, who is on which, what
 * is not done. A pure reading of its plan and its journal.
 *
 * @param pastNoReturn true once the exposed key was replaced, or may have been
 */
public record Aftermath(boolean pastNoReturn, List<String> sentences) {

  public static Aftermath of(Plan plan, RotationState state) {
    return new Reading(plan, state).aftermath();
  }

  /** How far a step has come. */
  private enum Stage {
    ABSENT,
    AHEAD,
    BEGUN,
    DONE
  }

  private record Reading(Plan plan, RotationState state) {

    Aftermath aftermath() {
      List<String> sentences = new ArrayList<>();
      sentences.add(point());
      sentences.add(replaced(Role.STANDBY));
      sentences.add(replaced(Role.EXPOSED));
      sentences.add(consumers());
      sentences.add(undone());
      sentences.removeIf(String::isEmpty);
      return new Aftermath(
          exposed() == Stage.BEGUN || exposed() == Stage.DONE, List.copyOf(sentences));
    }

    private Stage exposed() {
      return stage(StepKind.REGENERATE, Role.EXPOSED);
    }

    private Stage stage(StepKind kind, Role role) {
      return IntStream.range(0, plan.steps().size())
          .filter(i -> plan.steps().get(i).kind() == kind && plan.steps().get(i).role() == role)
          .mapToObj(this::stage)
          .findFirst()
          .orElse(Stage.ABSENT);
    }

    private Stage stage(int step) {
      if (step < state.step()) {
        return Stage.DONE;
      }
      return step == state.step() && state.attempt() > 0 ? Stage.BEGUN : Stage.AHEAD;
    }

    private String point() {
      String key = key(Role.EXPOSED);
      return switch (exposed()) {
        case ABSENT -> "This plan replaces no key: it has no point of no return.";
        case AHEAD -> "The point of no return lies ahead: the %s still works.".formatted(key);
        case BEGUN, DONE ->
            "The point of no return is behind: whoever still holds the former %s is cut off, and no"
                    .formatted(key)
                + " abort brings it back.";
      };
    }

    private String replaced(Role role) {
      return switch (stage(StepKind.REGENERATE, role)) {
        case ABSENT -> "";
        case AHEAD -> "The %s is not replaced.".formatted(key(role));
        case BEGUN -> "Replacing the %s was begun: it may have happened.".formatted(key(role));
        case DONE -> "The %s is new%s.".formatted(key(role), name(role));
      };
    }

    private String name(Role role) {
      String accepted =
          stage(StepKind.PROVE_ACCEPTED, role) == Stage.DONE
              ? ", proved to be accepted"
              : ", not proved to be accepted";
      return state.note("after." + role).map(n -> " (" + n + ")").orElse("")
          + (stage(StepKind.PROVE_ACCEPTED, role) == Stage.ABSENT ? "" : accepted);
    }

    private String consumers() {
      List<String> handed = targets(Stage.DONE);
      List<String> begun = targets(Stage.BEGUN);
      List<String> left = targets(Stage.AHEAD);
      if (handed.isEmpty() && begun.isEmpty()) {
        return left.isEmpty()
            ? "No consumer moves: all stay on the %s.".formatted(key(Role.STANDBY))
            : "Nobody was handed a key: all are on the one that they had before, %s."
                .formatted(former());
      }
      List<String> parts = new ArrayList<>();
      parts.add(handed.isEmpty() ? "" : "on the %s: %s".formatted(key(Role.STANDBY), list(handed)));
      parts.add(begun.isEmpty() ? "" : "on either key, handing over was begun: " + list(begun));
      parts.add(
          left.isEmpty() ? "" : "on the key from before, %s: %s".formatted(former(), list(left)));
      parts.removeIf(String::isEmpty);
      return "Places: " + String.join("; ", parts) + ". " + instances();
    }

    private String former() {
      return switch (exposed()) {
        case ABSENT -> "dead where that is what began this";
        case AHEAD -> "which works as it did";
        case BEGUN, DONE -> "which is dead";
      };
    }

    private String instances() {
      if (stage(StepKind.PROVE_CONSUMERS, Role.STANDBY) == Stage.DONE) {
        return "Every instance was proved to use it.";
      }
      return "That instances use it is not proved.";
    }

    private List<String> targets(Stage stage) {
      return IntStream.range(0, plan.steps().size())
          .filter(i -> stage(i) == stage)
          .boxed()
          .flatMap(i -> plan.steps().get(i).targets().stream())
          .toList();
    }

    private String undone() {
      List<String> left =
          plan
              .steps()
              .subList(Math.min(state.step(), plan.steps().size()), plan.steps().size())
              .stream()
              .map(Step::words)
              .toList();
      return left.isEmpty() ? "" : "Not done: " + list(left) + ".";
    }

    private String key(Role role) {
      return plan.slot(role).name().toLowerCase(Locale.ROOT) + " key";
    }

    private static String list(List<String> words) {
      return String.join(", ", words);
    }
  }
}
