package io.github.rekey.triage;

import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.ResourceId;
import java.time.Duration;

/** One turn of work on one resource; the engine calls it, never twice at once for a resource. */
public interface ResourceWork {
  Next turn(ResourceId resource, Fence fence);

  /** When to come back. */
  sealed interface Next {
    record After(Duration delay) implements Next {}

    /** Nothing to do until a wake-up. */
    record Idle() implements Next {}
  }
}
