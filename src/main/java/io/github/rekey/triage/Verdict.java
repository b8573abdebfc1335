package io.github.rekey.triage;

import io.github.rekey.rotation.Plan;
import org.jspecify.annotations.Nullable;

/** What is to be done about an incident, with a reason constant and a sentence for people. */
public sealed interface Verdict {
  Reason reason();

  String sentence();

  /** What it starts, or would start once approved; null if nothing. */
  @Nullable Plan plan();

  record Redistribute(Reason reason, String sentence, Plan plan) implements Verdict {}

  record Rotate(Reason reason, String sentence, Plan plan) implements Verdict {}

  /** A person decides; {@code proposal} is what approving it would start, if anything. */
  record AskOperator(Reason reason, String sentence, @Nullable Plan proposal) implements Verdict {
    @Override
    public @Nullable Plan plan() {
      return proposal;
    }
  }

  record Ignore(Reason reason, String sentence) implements Verdict {
    @Override
    public @Nullable Plan plan() {
      return null;
    }
  }
}
