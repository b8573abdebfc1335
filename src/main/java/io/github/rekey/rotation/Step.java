package io.github.rekey.rotation;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * One step of a plan.
 *
 * @param role which key it is about
 * @param targets for DISTRIBUTE, the names of those that it is about; empty otherwise
 * @param deadline from its first start to its end
 */
public record Step(StepKind kind, Role role, List<String> targets, Duration deadline) {
  public Step {
    targets = List.copyOf(targets);
  }

  public String words() {
    return switch (kind) {
      case REGENERATE -> "regenerate " + role.name().toLowerCase(Locale.ROOT);
      case DISTRIBUTE ->
          "distribute to %d target%s".formatted(targets.size(), targets.size() == 1 ? "" : "s");
      default -> kind.words();
    };
  }
}
