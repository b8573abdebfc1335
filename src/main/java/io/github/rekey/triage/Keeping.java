package io.github.rekey.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Decides which alerts an incident keeps, so that a storm does not make it grow: of each fact the
 * first few and the one that occurred last. The others are counted.
 */
public final class Keeping {
  /** Of one fact, before its last one. */
  static final int FIRST = 3;

  /** Of all facts. Once so many are kept, what is new replaces the last one of its kind. */
  static final int MOST = 400;

  private Keeping() {}

  /** What becomes of an alert. */
  public sealed interface Change {
    /** The incident has this very alert. */
    record Known() implements Change {}

    record Count() implements Change {}

    record Append() implements Change {}

    /** Appended in place of an earlier one. */
    record Replace(int index) implements Change {}

    /** The alerts that are kept afterwards, in the order of arrival. */
    default List<Alert> applied(List<Alert> kept, Alert next) {
      List<Alert> after = new ArrayList<>(kept);
      if (this instanceof Replace replace) {
        after.remove(replace.index());
      }
      if (this instanceof Append || this instanceof Replace) {
        after.add(next);
      }
      return List.copyOf(after);
    }
  }

  public static Change of(List<Alert> kept, Alert next) {
    if (kept.stream().anyMatch(alert -> same(alert.origin(), next.origin()))) {
      return new Change.Known();
    }
    List<Integer> alike = alike(kept, next, Gist::of);
    if (kept.size() < MOST) {
      return alike.size() <= FIRST ? new Change.Append() : later(kept, next, alike);
    }
    List<Integer> akin = alike.isEmpty() ? alike(kept, next, Gist::kind) : alike;
    return akin.isEmpty() ? new Change.Append() : later(kept, next, akin);
  }

  private static Change later(List<Alert> kept, Alert next, List<Integer> alike) {
    int last = alike.get(alike.size() - 1);
    return next.origin().occurredAt().isAfter(kept.get(last).origin().occurredAt())
        ? new Change.Replace(last)
        : new Change.Count();
  }

  private static List<Integer> alike(List<Alert> kept, Alert next, Function<Alert, String> words) {
    String said = words.apply(next);
    return IntStream.range(0, kept.size())
        .filter(i -> words.apply(kept.get(i)).equals(said))
        .boxed()
        .toList();
  }

  private static boolean same(Origin one, Origin other) {
    return one.source().equals(other.source()) && one.eventId().equals(other.eventId());
  }
}
