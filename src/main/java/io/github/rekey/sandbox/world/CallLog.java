package io.github.rekey.sandbox.world;

import java.util.Map;
import java.util.TreeMap;

/** Counts calls by operation, e.g. regenerateKey, whatever they were answered. Thread-safe. */
public final class CallLog {
  private final Map<String, Integer> counts = new TreeMap<>();

  public synchronized void count(String operation) {
    counts.merge(operation, 1, Integer::sum);
  }

  public synchronized int of(String operation) {
    return counts.getOrDefault(operation, 0);
  }

  public synchronized Map<String, Integer> counts() {
    return new TreeMap<>(counts);
  }
}
