package io.github.rekey.triage;

import io.github.rekey.rotation.Fingerprint;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.triage.Survey.Held;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a survey shows that should not be: a key that is neither current one in a target, or a key
 * that was replaced by nobody known. It only says so; what it means is judged like every alert.
 *
 * @param id the same for the same finding, another one for every other
 */
record Drift(String id, String sentence) {

  /** Compares what is with what was seen last and with what Rekey did since; pure. */
  static Optional<Drift> between(Survey now, Optional<LastSeen> before, OwnChanges own) {
    List<String> marks = new ArrayList<>();
    List<String> words = new ArrayList<>();
    now.held().stream()
        .filter(held -> !now.current().containsValue(held.fingerprint()))
        .sorted(Comparator.comparing(Held::target))
        .forEach(
            held -> {
              marks.add(held.target() + "=" + held.fingerprint());
              words.add(
                  "%s holds %s, which is neither current key"
                      .formatted(held.target(), held.fingerprint()));
            });
    for (KeySlot slot : KeySlot.values()) {
      replaced(slot, now, before, own).ifPresent(words::add);
    }
    if (words.isEmpty()) {
      return Optional.empty();
    }
    for (KeySlot slot : KeySlot.values()) {
      marks.add(slot + "=" + now.current().get(slot));
    }
    return Optional.of(new Drift(String.join(",", marks), String.join("; ", words)));
  }

  private static Optional<String> replaced(
      KeySlot slot, Survey now, Optional<LastSeen> before, OwnChanges own) {
    @Nullable Fingerprint current = now.current().get(slot);
    if (current == null) {
      return Optional.empty();
    }
    return before
        .map(seen -> seen.keys().get(slot))
        .filter(last -> !last.equals(current))
        .filter(last -> !own.explain(last, current))
        .map(
            last ->
                "the %s key was %s and is %s, replaced by nobody known"
                    .formatted(slot.name().toLowerCase(Locale.ROOT), last, current));
  }
}
