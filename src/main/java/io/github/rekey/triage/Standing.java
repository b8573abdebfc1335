package io.github.rekey.triage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a number of incidents has come.
 *
 * @param since when the first of them was opened, null if there is none
 * @param done closed
 * @param underWay with a rotation that runs
 * @param waiting not judged yet, or held back
 * @param asking waiting for a person
 */
public record Standing(@Nullable Instant since, int done, int underWay, int waiting, int asking) {
  public static final Standing NONE = new Standing(null, 0, 0, 0, 0);

  public int total() {
    return done + underWay + waiting + asking;
  }

  /** Those that Rekey gets further by itself. */
  public int ahead() {
    return underWay + waiting;
  }
}
