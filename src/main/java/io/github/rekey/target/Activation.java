package io.github.rekey.target;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a target's sites are made to load a new key.
 *
 * @param wave how many sites are changed at once; the next ones follow when these sign with the key
 * @param restartGrace how long a site has for the restart that the platform does by itself when a
 *     setting changes, before Rekey restarts it
 * @param restartAgain how long a restarted, or silent, site is left alone before the next restart
 * @param lookAgain pause between two looks
 */
public record Activation(
    int wave, Duration restartGrace, Duration restartAgain, Duration lookAgain) {
  public Activation {
    if (wave < 1) {
      throw new IllegalArgumentException("a wave has at least one site");
    }
  }

  /** With the default in place of what is null. */
  public static Activation of(
      int wave, @Nullable Duration restartGrace, @Nullable Duration restartAgain) {
    Activation standard = defaults();
    return new Activation(
        wave,
        Objects.requireNonNullElse(restartGrace, standard.restartGrace()),
        Objects.requireNonNullElse(restartAgain, standard.restartAgain()),
        standard.lookAgain());
  }

  public static Activation defaults() {
    return new Activation(1, Duration.ofSeconds(60), Duration.ofMinutes(3), Duration.ofSeconds(2));
  }
}
