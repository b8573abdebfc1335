package io.github.rekey.rotation;

import java.time.Duration;

/**
 * How long a rotation waits for things.
 *
 * @param regenerate deadline of one regeneration, retries included
 * @param proof deadline of each proof about keys and targets
 * @param distribute deadline of one generation of targets
 * @param consumers deadline for instances and clients to be on the new key
 * @param settle how long a doubtful regeneration is given to show before it is tried again
 *     (assumption: Azure documents no bound)
 * @param look pause between two looks at the same thing
 */
public record Timing(
    Duration regenerate,
    Duration proof,
    Duration distribute,
    Duration consumers,
    Duration settle,
    Duration look) {

  public static Timing standard() {
    return new Timing(
        Duration.ofMinutes(15),
        Duration.ofMinutes(10),
        Duration.ofMinutes(20),
        Duration.ofMinutes(15),
        Duration.ofSeconds(60),
        Duration.ofSeconds(1));
  }
}
