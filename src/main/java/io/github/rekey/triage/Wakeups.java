package io.github.rekey.triage;

import io.github.rekey.rotation.ResourceId;

/** Asks the engine to look at a resource soon. Losing a wake-up only makes things slower. */
public interface Wakeups {
  void wake(ResourceId resource);
}
