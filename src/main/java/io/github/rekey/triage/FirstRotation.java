package io.github.rekey.triage;

import io.github.rekey.rotation.Onset;
import io.github.rekey.rotation.Rotation;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Reads off an incident's rotations when its first one of the last while was planned. */
public final class FirstRotation implements Onset {
  private static final Duration WHILE = Duration.ofHours(1);
  private final Function<String, List<Rotation>> rotations;

  /**
   * @param rotations all rotations of an incident
   */
  public FirstRotation(Function<String, List<Rotation>> rotations) {
    this.rotations = rotations;
  }

  @Override
  public Instant of(Rotation rotation) {
    Instant latest = rotation.createdAt();
    return rotations.apply(rotation.incident()).stream()
        .map(Rotation::createdAt)
        .filter(at -> at.isAfter(latest.minus(WHILE)))
        .min(Comparator.naturalOrder())
        .orElse(latest);
  }
}
