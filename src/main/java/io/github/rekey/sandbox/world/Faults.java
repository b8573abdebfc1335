package io.github.rekey.sandbox.world;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Scripted faults, each used up once. The face that is asked takes the next one and behaves so.
 * Thread-safe.
 */
public final class Faults {
  /** What can go wrong. */
  public enum Kind {
    /** ARM answers 429 with Retry-After; argument: seconds. */
    ARM_THROTTLED,
    /** regenerateKey takes effect, then answers 500. */
    REGENERATE_500_AFTER_EFFECT,
    /** regenerateKey's operation ends "Succeeded" and nothing changed. */
    REGENERATE_WITHOUT_CHANGE,
    /** regenerateKey's operation never ends; argument: seconds until it does. */
    REGENERATE_HANGS,
    /** The data plane takes a new key only after; argument: seconds. */
    SLOW_PROPAGATION,
    /** A write to a vault, store, site or container app gets a 503; argument: its name or blank. */
    TARGET_REFUSES,
    /** A write to one of these is refused: somebody else is changing it; argument likewise. */
    TARGET_BUSY,
    /** A write to one of these takes effect, then answers 500; argument likewise. */
    TARGET_500_AFTER_EFFECT,
    /** Somebody else adds to the connection strings that were just read; argument likewise. */
    TARGET_EDITED,
    /** A vault or store answers 429; argument: seconds. */
    DATA_THROTTLED,
    /** An app ignores its next restart; argument: its name or blank. */
    RESTART_IGNORED,
    /**
     * At its next restart a site's instances read their settings anew, but keep their server
     * connections and reopen these with the old key.
     */
    SERVER_CONNECTIONS_KEPT,
    /** All broker connections are cut; taken when an event is published. */
    BROKER_CUT,
    /** The next event is delivered twice. */
    DUPLICATE_EVENT,
    /** The next event is held back until after the one that follows it. */
    REORDERED_EVENT
  }

  private final Map<Kind, Deque<String>> scripted = new EnumMap<>(Kind.class);

  public synchronized void script(Kind kind, String argument) {
    scripted.computeIfAbsent(kind, k -> new ArrayDeque<>()).add(argument);
  }

  /** The next scripted fault of the kind, taken off the script. */
  public Optional<String> take(Kind kind) {
    return take(kind, argument -> true);
  }

  /** The next one for this victim: its argument is the victim's name, or blank for any. */
  public Optional<String> takeFor(Kind kind, String victim) {
    return take(kind, argument -> argument.isBlank() || argument.equalsIgnoreCase(victim));
  }

  private synchronized Optional<String> take(Kind kind, Predicate<String> wanted) {
    Deque<String> waiting = scripted.getOrDefault(kind, new ArrayDeque<>());
    Optional<String> next = waiting.stream().filter(wanted).findFirst();
    next.ifPresent(waiting::removeFirstOccurrence);
    return next;
  }
}
