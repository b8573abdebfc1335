package io.github.rekey.rotation;

import java.time.Instant;

/**
 * When the trouble began that a rotation answers. A later rotation of the same trouble counts its
 * baseline from before the first one, whose canaries were clients too.
 */
@FunctionalInterface
public interface Onset {
  Instant of(Rotation rotation);
}
