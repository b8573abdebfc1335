package io.github.rekey.rotation;

import java.util.Map;

/**
 * How many instances of apps a look saw to use the key.
 *
 * @param proved those that use it
 * @param known all that there are: listed by their platform, or else found by sampling
 * @param sampled how many of the known ones were found by sampling, so that there may be more
 */
public record Coverage(int proved, int known, int sampled) {
  /** Of a look that tells nothing about instances. */
  public static final Coverage NONE = new Coverage(0, 0, 0);

  Coverage plus(Coverage other) {
    return new Coverage(proved + other.proved, known + other.known, sampled + other.sampled);
  }

  String words() {
    String all = "%d of %d instances proved".formatted(proved, known);
    return sampled == 0 ? all : all + " (%d only sampled)".formatted(sampled);
  }

  /** As notes of a step, under names that no other kind of step uses. */
  Map<String, String> notes(StepKind step) {
    return Map.of(
        "instances-proved." + step, Integer.toString(proved),
        "instances-known." + step, Integer.toString(known),
        "instances-sampled." + step, Integer.toString(sampled));
  }
}
