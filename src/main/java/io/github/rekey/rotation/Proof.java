package io.github.rekey.rotation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Evidence that consumers use a key. It looks once and answers; the runner looks again and knows
 * the deadline. May throw {@link CallFailed}.
 */
public interface Proof {
  /** Kind and subject, fit for a log line: {@code negotiate:chat-web}. */
  String name();

  ProofAnswer look(Expectation expectation);

  /** What a look has to do with the number of connected clients. */
  default Sort sort() {
    return Sort.PASSIVE;
  }

  /** Clients are counted only once no look of Rekey's own connects any more. */
  enum Sort {
    /** Opens no client connection and counts no connections. */
    PASSIVE,
    /** Opens a client connection of its own. */
    CONNECTING,
    /** Counts connections, of clients or of apps. */
    COUNTING
  }

  /** Who was seen just now to use this key, in words; empty if nobody was, or it cannot tell. */
  default Optional<String> userOf(AccessKey key) {
    return Optional.empty();
  }

  /**
   * What is to be proved, and since when.
   *
   * @param key the key that consumers should use by now
   * @param listed both keys as they are listed now, to name what a consumer uses instead
   * @param baseline the clients before the rotation
   * @param since connections are counted from then on
   * @param freshSince when the rotation began to hand out the key, if it made the key itself, so
   *     that nobody can have used it before; null otherwise
   */
  record Expectation(
      NewKey key, KeyPair listed, Baseline baseline, Instant since, @Nullable Instant freshSince) {
    public Expectation(NewKey key, KeyPair listed, Baseline baseline, Instant since) {
      this(key, listed, baseline, since, null);
    }

    /** {@link #since}, to the second, for people. */
    public Instant sinceThen() {
      return since.truncatedTo(ChronoUnit.SECONDS);
    }
  }
}
