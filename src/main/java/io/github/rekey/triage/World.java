package io.github.rekey.triage;

import io.github.rekey.rotation.KeySlot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a look saw of a resource, as an approval is bound to it: whether it is there, both keys and
 * what each target holds, by fingerprint. Whether a key is accepted is left out: it settles by
 * itself.
 *
 * @param facts from what was looked at to how it was found
 */
public record World(Map<String, String> facts) {
  public World {
    facts = Map.copyOf(facts);
  }

  /** Before anything was looked at. */
  public static World unseen() {
    return new World(Map.of());
  }

  static World of(Findings findings) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("the resource", words(findings.presence()));
    for (Map.Entry<KeySlot, ?> key : findings.fingerprints().entrySet()) {
      facts.put("the " + words(key.getKey()) + " key", key.getValue().toString());
    }
    for (Findings.Stored stored : findings.stored()) {
      facts.put(stored.target(), holding(stored));
    }
    return new World(facts);
  }

  private static String holding(Findings.Stored stored) {
    return switch (stored.kind()) {
      case KEY -> String.valueOf(stored.fingerprint());
      case REFERENCE -> "a reference to " + stored.source();
      case NOTIFIED, IDENTITY, NOTHING -> words(stored.kind());
    };
  }

  /** What is not as it was, in words; empty if nothing changed. */
  List<String> changesSince(World earlier) {
    List<String> changes = new ArrayList<>();
    TreeSet<String> all = new TreeSet<>(facts.keySet());
    all.addAll(earlier.facts.keySet());
    for (String each : all) {
      String was = earlier.facts.get(each);
      String is = facts.get(each);
      if (!Objects.equals(was, is)) {
        changes.add(change(each, was, is));
      }
    }
    return changes;
  }

  private static String change(String what, @Nullable String was, @Nullable String is) {
    if (was == null) {
      return what + " is new";
    }
    return is == null ? what + " is gone" : "%s was %s and is %s".formatted(what, was, is);
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
