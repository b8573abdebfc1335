package io.github.rekey.target;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a delivery remembers between looks: of each consumer when it was changed and restarted, and
 * how, and how far the waves have come.
 */
final class DeliveryNotes {
  private static final String CHANGED = "changed-at";
  private static final String RESTARTED = "restarted-at";
  private static final String WAVES = "waves";
  private final String prefix;
  private final Map<String, String> notes = new TreeMap<>();

  DeliveryNotes(String target, Map<String, String> earlier) {
    this.prefix = target + "|";
    earlier.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            notes.put(key, value);
          }
        });
  }

  Optional<Instant> changedAt(String consumer) {
    return get(consumer, CHANGED);
  }

  Optional<Instant> restartedAt(String consumer) {
    return get(consumer, RESTARTED);
  }

  void changed(String consumer, Instant at) {
    notes.put(key(consumer, CHANGED), at.toString());
  }

  void restarted(String consumer, Instant at) {
    notes.put(key(consumer, RESTARTED), at.toString());
  }

  /** How the consumer fared, where that is not simply that it loaded the key. */
  Optional<String> remark(String consumer) {
    return Optional.ofNullable(notes.get(key(consumer, "remark")));
  }

  void remark(String consumer, String sentence) {
    notes.put(key(consumer, "remark"), sentence);
  }

  /** How many consumers the waves so far have reached. */
  int reached(int otherwise) {
    return number("reached", otherwise);
  }

  /** How many consumers the next wave takes. */
  int wave(int otherwise) {
    return number("wave", otherwise);
  }

  void reached(int consumers, int nextWave) {
    notes.put(key(WAVES, "reached"), String.valueOf(consumers));
    notes.put(key(WAVES, "wave"), String.valueOf(nextWave));
  }

  /** Since when the wave that comes after so many consumers has been held back. */
  Optional<Instant> heldSince(int reached) {
    return get(WAVES, "held-after-" + reached);
  }

  void held(int reached, Instant since) {
    notes.put(key(WAVES, "held-after-" + reached), since.toString());
  }

  /** When any consumer was last changed or restarted. */
  Optional<Instant> lastChange() {
    return notes.entrySet().stream()
        .filter(note -> note.getKey().endsWith(CHANGED) || note.getKey().endsWith(RESTARTED))
        .map(note -> Instant.parse(note.getValue()))
        .max(Comparator.naturalOrder());
  }

  Map<String, String> all() {
    return Map.copyOf(notes);
  }

  private Optional<Instant> get(String consumer, String what) {
    return Optional.ofNullable(notes.get(key(consumer, what))).map(Instant::parse);
  }

  private int number(String what, int otherwise) {
    String noted = notes.get(key(WAVES, what));
    return noted == null ? otherwise : Integer.parseInt(noted);
  }

  private String key(String consumer, String what) {
    return prefix + consumer + "|" + what;
  }
}
