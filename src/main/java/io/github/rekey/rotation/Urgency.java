package io.github.rekey.rotation;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * How urgent work on a resource is; the most urgent sorts first. Within a band the nearest deadline
 * goes first, and one that has none goes last.
 */
public record Urgency(Band band, @Nullable Instant deadline) implements Comparable<Urgency> {
  /** Why something is done before something else. */
  public enum Band {
    /** Clients are refused now. */
    BROKEN,
    /** Nobody knows how it is with it: a look is all that it takes. */
    UNSEEN,
    /** Something must be done by a known time. */
    DUE,
    /** Tried before the rest of the fleet. */
    CANARY,
    USUAL,
    /** Nobody waits for it: looks of Rekey's own accord. */
    BACKGROUND
  }

  /** Work that nobody waits for. */
  public static final Urgency BACKGROUND = new Urgency(Band.BACKGROUND, null);

  private static final Comparator<Urgency> ORDER =
      Comparator.comparing(Urgency::band)
          .thenComparing(
              Urgency::deadline, Comparator.nullsLast(Comparator.<Instant>naturalOrder()));

  @Override
  public int compareTo(Urgency other) {
    return ORDER.compare(this, other);
  }
}
