package io.github.rekey.triage;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts how often the same thing was told, so that a storm does not drown everything else: what is
 * told again and again is announced as it passes a power of ten. Forgets what was not told for
 * longest.
 */
final class Repetitions {
  private static final int FIRST = 3;
  private static final int MOST = 10_000;

  private final Map<String, Integer> told =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > MOST;
        }
      };

  /** How often it was told, this time included. */
  synchronized int count(String what) {
    return told.merge(what, 1, Integer::sum);
  }

  /** Whether anybody is to hear of this one. */
  static boolean worthTelling(int count) {
    return count <= FIRST || String.valueOf(count).matches("10+");
  }
}
