package io.github.rekey.triage;

import io.github.rekey.rotation.ResourceId;

/** Asks the engine to look at a resource soon. Losing a wake-up only makes things slower. */
public interface Wakeups {
  void wake(ResourceId resource);

  /** The same for one whose clients are refused now: its turn comes before turns of others. */
  default void hurry(ResourceId resource) {
    wake(resource);
  }
}
