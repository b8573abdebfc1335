package io.github.rekey.rotation;

import java.util.List;

/** A resource that Rekey looks after, with everything that uses its keys. */
public record ManagedResource(
    ResourceId id, String region, List<Target> targets, List<Proof> proofs, ClientMeter meter) {}
