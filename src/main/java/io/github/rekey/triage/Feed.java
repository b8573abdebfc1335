package io.github.rekey.triage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells whoever watches what just happened; never blocks, never throws, holds no secret. */
public interface Feed {
  void publish(Happening happening);

  /**
   * Something that somebody who watches wants to know.
   *
   * @param kind alert, verdict, question, started, ended, rotation-started, rotation-ended,
   *     incident-closed, deadline
   * @param step index in the plan, null where it is not about a step
   */
  record Happening(
      Instant at,
      String kind,
      @Nullable String resource,
      @Nullable String incident,
      @Nullable String rotation,
      @Nullable Integer step,
      @Nullable String reason,
      String sentence) {}
}
