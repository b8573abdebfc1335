package io.github.rekey.azure;

import java.util.Objects;

/**
 * Resource Manager's limits a subscription, principal and kind of operation; what is left out is as
 * documented (Azure docs, request limits and throttling). A POST counts as a write.
 */
public record ArmLimits(Limit reads, Limit writes, Limit deletes) {
  /**
   * A token bucket: so many calls at once, and so many a second for as long as it lasts.
   *
   * @param bucket calls that a rested bucket allows at once
   * @param perSecond calls that come back each second
   */
  public record Limit(Integer bucket, Double perSecond) {
    public Limit {
      if (bucket == null || perSecond == null || bucket < 1 || perSecond <= 0) {
        throw new IllegalArgumentException("a limit has a bucket and a rate, both above 0");
      }
    }
  }

  public ArmLimits {
    reads = Objects.requireNonNullElse(reads, new Limit(250, 25.0));
    writes = Objects.requireNonNullElse(writes, new Limit(200, 10.0));
    deletes = Objects.requireNonNullElse(deletes, new Limit(200, 10.0));
  }

  /** As Azure documents them. */
  public static ArmLimits documented() {
    return new ArmLimits(new Limit(250, 25.0), new Limit(200, 10.0), new Limit(200, 10.0));
  }

  Limit of(CallKind kind) {
    return switch (kind) {
      case READS -> reads;
      case WRITES -> writes;
      case DELETES -> deletes;
    };
  }
}
