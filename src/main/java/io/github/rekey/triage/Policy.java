package io.github.rekey.triage;

import java.time.Duration;

/**
 * What Rekey may do by itself.
 *
 * @param mode how much of a verdict is carried out without asking
 * @param perResourceADay most rotations started for one resource in 24 hours
 * @param atOnce most rotations under way in the installation
 * @param shareAtOnce most rotations under way as a share of the fleet, above 0 and at most 1; one
 *     is always allowed
 * @param expectedAfter how long after a restart or a replaced key the refusals that it causes may
 *     still be reported: clients reconnect for 42 s, an alert rule looks back over 5 min, and it is
 *     evaluated every minute
 * @param settledAfter how long after a rotation a persisting failure is held against it
 */
public record Policy(
    Mode mode,
    int perResourceADay,
    int atOnce,
    double shareAtOnce,
    Duration expectedAfter,
    Duration settledAfter) {

  /** How far Rekey goes on its own. */
  public enum Mode {
    OBSERVE,
    APPROVE,
    AUTOMATIC
  }

  /** How many rotations may be under way in a fleet of this size. */
  int mostAtOnce(int fleet) {
    return Math.min(atOnce, Math.max(1, (int) (fleet * shareAtOnce)));
  }

  public static Policy standard() {
    return new Policy(Mode.AUTOMATIC, 4, 16, 0.25, Duration.ofMinutes(7), Duration.ofHours(1));
  }
}
