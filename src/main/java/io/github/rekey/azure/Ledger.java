package io.github.rekey.azure;

import io.github.rekey.rotation.ResourceId;
import java.util.HashMap;
import java.util.Map;

/**
 * Calls of one kind by the resource that they were made for, and what it usually takes until work
 * on a resource comes to rest: a mean in which the latest count most. Not thread-safe.
 */
final class Ledger {
  private static final double WEIGHT = 0.1;

  private final Map<ResourceId, Integer> begun = new HashMap<>();
  private double usual;

  /**
   * @param usual what is assumed before anything was seen
   */
  Ledger(double usual) {
    this.usual = usual;
  }

  void made(ResourceId resource) {
    begun.merge(resource, 1, Integer::sum);
  }

  /** A look that led to nothing says nothing of what a rotation takes. */
  void atRest(ResourceId resource, int least) {
    Integer made = begun.remove(resource);
    if (made != null && made >= least) {
      usual += WEIGHT * (made - usual);
    }
  }

  double usual() {
    return usual;
  }

  /** Of each resource no more than the usual: what it takes beyond that is not foreseen. */
  double begun() {
    return begun.values().stream().mapToDouble(made -> Math.min(made, usual)).sum();
  }
}
