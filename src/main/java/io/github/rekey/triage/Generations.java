package io.github.rekey.triage;

import io.github.rekey.triage.Findings.Kind;
import io.github.rekey.triage.Findings.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which targets are delivered together, and in which order: a place that takes its value from
 * another one comes after it, and those who are only told come last. Derived from what the places
 * hold at the moment, never configured.
 */
public final class Generations {
  private final Map<String, Stored> byName = new HashMap<>();
  private final List<Stored> stored;

  private Generations(List<Stored> stored) {
    this.stored = stored;
    stored.forEach(each -> byName.put(lower(each.target()), each));
  }

  /** Names of targets, generation by generation; none is empty. Needs a look without a flaw. */
  public static List<List<String>> of(List<Stored> stored) {
    return new Generations(stored).ordered();
  }

  /** What keeps the targets from being put in order, in words. */
  public static Optional<String> flaw(List<Stored> stored) {
    Generations generations = new Generations(stored);
    return stored.stream().map(generations::flaw).flatMap(Optional::stream).findFirst();
  }

  private List<List<String>> ordered() {
    SortedMap<Integer, List<String>> byDepth = new TreeMap<>();
    for (Stored each : stored) {
      int depth = each.kind() == Kind.NOTIFIED ? Integer.MAX_VALUE : depth(each);
      byDepth.computeIfAbsent(depth, none -> new ArrayList<>()).add(each.target());
    }
    return byDepth.values().stream().map(List::copyOf).toList();
  }

  private int depth(Stored from) {
    int depth = 0;
    for (Stored at = source(from); at != null; at = source(at)) {
      depth++;
    }
    return depth;
  }

  private Optional<String> flaw(Stored from) {
    Set<Stored> passed = new HashSet<>();
    for (Stored at = from; at.kind() == Kind.REFERENCE; ) {
      if (!passed.add(at)) {
        return Optional.of(at.target() + " takes its value from itself, by way of others");
      }
      Stored next = source(at);
      if (next == null) {
        return Optional.of(
            "%s takes its value from %s, which is no target of this resource"
                .formatted(at.target(), at.source()));
      }
      at = next;
    }
    return Optional.empty();
  }

  private @Nullable Stored source(Stored of) {
    String name = of.source();
    return name == null ? null : byName.get(lower(name));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
