package io.github.rekey.rotation;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How one attempt at a step ended. Notes are facts for later attempts and steps; never a key. */
public sealed interface StepOutcome {
  /** The same with more notes, where it carries any. */
  default StepOutcome with(Map<String, String> more) {
    return this;
  }

  private static Map<String, String> joined(Map<String, String> notes, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(notes);
    all.putAll(more);
    return Map.copyOf(all);
  }

  record Done(String evidence, Map<String, String> notes) implements StepOutcome {
    public Done(String evidence) {
      this(evidence, Map.of());
    }

    @Override
    public Done with(Map<String, String> more) {
      return new Done(evidence, joined(notes, more));
    }
  }

  record NotYet(String waitingFor, Duration lookAgainIn, Map<String, String> notes)
      implements StepOutcome {
    public NotYet(String waitingFor, Duration lookAgainIn) {
      this(waitingFor, lookAgainIn, Map.of());
    }

    @Override
    public NotYet with(Map<String, String> more) {
      return new NotYet(waitingFor, lookAgainIn, joined(notes, more));
    }
  }

  /** It may or may not have happened: settle, look, then act. */
  record InDoubt(String reason) implements StepOutcome {}

  record Failed(FailureKind kind, String reason) implements StepOutcome {}
}
