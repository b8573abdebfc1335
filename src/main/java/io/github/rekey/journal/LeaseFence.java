package io.github.rekey.journal;

import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.ResourceId;

/** One turn's fence: lost as soon as another turn on the resource has begun anywhere. */
final class LeaseFence implements Fence {
  private final Leases leases;
  private final ResourceId resource;
  private final long number;

  LeaseFence(Leases leases, ResourceId resource, long number) {
    this.leases = leases;
    this.resource = resource;
    this.number = number;
  }

  @Override
  public void check() {
    if (!holds()) {
      throw new Superseded("another turn has begun on " + resource);
    }
  }

  boolean holds() {
    return leases.fence(resource) == number;
  }
}
