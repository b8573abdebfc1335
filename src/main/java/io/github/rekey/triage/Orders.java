package io.github.rekey.triage;

import io.github.rekey.rotation.RotationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What people ordered about single rotations, kept durably; the rotation's own turn carries it out,
 * so that no attempt is cut off in the middle.
 */
public interface Orders {
  /** Who wants the rotation stopped for good. */
  Optional<String> abort(RotationId rotation);

  /** Who wants it to hold before its next step. */
  Optional<String> pause(RotationId rotation);

  void abort(RotationId rotation, String by, Instant now);

  void pause(RotationId rotation, String by, Instant now);

  /** Ends a pause; nothing happens where there is none. */
  void resume(RotationId rotation);

  /** True once in so long, over all replicas: then somebody is to be reminded of a pause. */
  boolean remind(RotationId rotation, Duration every, Instant now);
}
