package io.github.rekey.triage;

import io.github.rekey.rotation.CallBudget;
import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.ResourceId;
import java.time.Duration;

/**
 * Several turns at a stretch, for as long as there is nothing to wait for: the engine is asked for
 * another one only then. What a resource paid for and did not use goes back to the budget.
 */
public final class Stretch implements ResourceWork {
  private static final Next AT_ONCE = new Next.After(Duration.ZERO);

  /** So that no resource keeps a thread from others for long. */
  private static final int MOST = 12;

  private final ResourceWork work;
  private final CallBudget budget;

  public Stretch(ResourceWork work, CallBudget budget) {
    this.work = work;
    this.budget = budget;
  }

  @Override
  public Next turn(ResourceId resource, Fence fence) {
    Next next = AT_ONCE;
    try {
      for (int i = 0; i < MOST && next.equals(AT_ONCE); i++) {
        next = work.turn(resource, fence);
      }
      return next;
    } finally {
      budget.settle(resource, next instanceof Next.Idle);
    }
  }
}
