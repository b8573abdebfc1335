package io.github.rekey.rotation;

import java.time.Instant;

/** One durable execution of a plan for a resource. */
public record Rotation(
    RotationId id, String incident, ResourceId resource, Plan plan, Instant createdAt) {}
