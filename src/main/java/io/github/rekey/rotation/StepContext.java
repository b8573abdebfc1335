package io.github.rekey.rotation;

import java.time.Instant;

/**
 * What an attempt at a step may know.
 *
 * @param startedAt when the step was first started
 */
public record StepContext(
    Rotation rotation,
    ManagedResource resource,
    Step step,
    RotationState state,
    Instant startedAt,
    Fence fence) {

  public KeySlot slot() {
    return rotation.plan().slot(step.role());
  }
}
