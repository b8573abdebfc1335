package io.github.rekey.rotation;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers when a rotation began to hand out a key that it made itself: whoever uses that key
 * began to do so after that moment. Of a key that existed before, no such moment is known.
 */
final class HandOut {
  private static final String SINCE = "handed-out-since";

  private HandOut() {}

  /** The outcome of an attempt to hand out, with the moment noted unless it already is. */
  static StepOutcome noted(StepOutcome outcome, StepContext context) {
    boolean fresh =
        context.rotation().plan().steps().stream()
            .anyMatch(s -> s.kind() == StepKind.REGENERATE && s.role() == context.step().role());
    return !fresh || context.state().note(SINCE).isPresent()
        ? outcome
        : outcome.with(Map.of(SINCE, context.startedAt().toString()));
  }

  static @Nullable Instant since(RotationState state) {
    return state.note(SINCE).map(Instant::parse).orElse(null);
  }
}
