package io.github.rekey.sandbox.arm;

import io.github.rekey.sandbox.http.Answer;
import java.time.Duration;

/**
 * What a write or action answers, and when and how it ends: the activity log hears of the end.
 *
 * @param in how long after the answer it ends
 */
record Outcome(Answer answer, Duration in, boolean succeeded) {
  static Outcome now(Answer answer) {
    return new Outcome(answer, Duration.ZERO, answer.status() < 400);
  }

  static Outcome later(Answer answer, Duration in) {
    return new Outcome(answer, in, true);
  }

  /** The same, told otherwise. */
  Outcome answered(Answer other) {
    return new Outcome(other, in, succeeded);
  }
}
