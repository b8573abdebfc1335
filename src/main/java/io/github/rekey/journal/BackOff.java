package io.github.rekey.journal;

import java.time.Duration;

/** Doubling delays between a first and a longest one. */
record BackOff(Duration first, Duration longest) {
  private static final int DOUBLINGS = 20;

  /**
   * @param failures how many failures there were before this one
   */
  Duration after(int failures) {
    Duration delay = first.multipliedBy(1L << Math.min(Math.max(failures, 0), DOUBLINGS));
    return delay.compareTo(longest) > 0 ? longest : delay;
  }
}
