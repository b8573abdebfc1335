package io.github.rekey.rotation;

import org.jspecify.annotations.Nullable;

/**
 * A place that holds a resource's connection string, as seen at one moment.
 *
 * @param place the name that a target on it has
 * @param known true if it is a target of the resource, or a part of one
 * @param fingerprint of the key that it holds, by reference or itself; null if it holds none
 * @param source the place at the end of its references, whose value it uses; null if it keeps its
 *     own
 * @param entry what to write below {@code targets:} to list it; empty for a target
 */
public record Sighting(
    String place,
    boolean known,
    Use use,
    @Nullable Fingerprint fingerprint,
    @Nullable String source,
    String entry) {

  /** What the value in a place is. */
  public enum Use {
    PRIMARY("primary key"),
    SECONDARY("secondary key"),
    /** A key that is not listed any more. */
    DEAD("dead key"),
    IDENTITY("identity-based"),
    NOTIFIED("told of each new key"),
    NOTHING("no key"),
    UNREAD("not readable");

    private final String words;

    Use(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }

    static Use of(KeySlot slot) {
      return slot == KeySlot.PRIMARY ? PRIMARY : SECONDARY;
    }
  }

  /** True if it needs a key and nobody listed it. */
  public boolean stranger() {
    return !known
        && switch (use) {
          case PRIMARY, SECONDARY, DEAD, UNREAD -> true;
          case IDENTITY, NOTIFIED, NOTHING -> false;
        };
  }
}
