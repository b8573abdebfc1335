package io.github.rekey.rotation;

import java.time.Duration;

/** What the runner wants next for a rotation. */
public sealed interface Advance {
  record Again(Duration in) implements Advance {}

  record Completed() implements Advance {}

  record Stopped(StepOutcome.Failed failure) implements Advance {}
}
