package io.github.rekey.triage;

import java.time.Instant;
import java.util.List;

/** Deadlines of notices, kept durably with their incidents' alerts. */
public interface Deadlines {
  /** Those that are not met, the nearest first. */
  List<Deadline> open();

  /** Marks a step as announced; false if it is already, by whichever replica. */
  boolean announce(Deadline deadline, Instant step);

  void met(Deadline deadline, Instant now);
}
