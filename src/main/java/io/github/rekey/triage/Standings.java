package io.github.rekey.triage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Counts incidents. */
public interface Standings {
  /**
   * All that are open, and those closed that were opened since the first of these was.
   *
   * @param since an earlier moment to count from, if one is known
   */
  Standing standing(@Nullable Instant since);
}
