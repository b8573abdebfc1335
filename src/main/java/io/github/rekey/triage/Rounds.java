package io.github.rekey.triage;

import java.time.Instant;

/** Deals out, over all replicas, what is done now and then and by one of them at a time. */
public interface Rounds {
  /**
   * Takes the turn at something if it is due, or if nobody took it since a moment such as this
   * process's start.
   *
   * @param next when it is due again
   * @return false if somebody else took it
   */
  boolean take(String what, Instant since, Instant next);
}
