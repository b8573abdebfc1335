package io.github.rekey.rotation;

import java.time.Duration;

/**
 * What the management plane lets Rekey spend. A step is begun only once its calls are paid for, so
 * that none stops in the middle of it and no thread waits: whoever cannot be paid for comes back.
 */
public interface CallBudget {
  /**
   * Pays for calls of a turn before they are made.
   *
   * @return zero if they may be made now; otherwise how long to stay away, a minute at most
   */
  Duration reserve(Turn turn, Cost cost);

  /**
   * The turn on the resource is over: what it did not spend is free for others.
   *
   * @param atRest true if there is nothing more to do on it for now
   */
  void settle(ResourceId resource, boolean atRest);

  /** Management calls by kind; a POST counts as a write (Azure docs, request limits). */
  record Cost(int reads, int writes) {
    public static final Cost NONE = new Cost(0, 0);
  }

  /** Everything can be paid for. */
  CallBudget UNLIMITED =
      new CallBudget() {
        @Override
        public Duration reserve(Turn turn, Cost cost) {
          return Duration.ZERO;
        }

        @Override
        public void settle(ResourceId resource, boolean atRest) {}
      };
}
