package io.github.rekey.triage;

/** What intake made of one inbound element. */
public sealed interface Reading {
  record Understood(Alert alert) implements Reading {}

  /** Read and deliberately not acted on; the reason is a constant, the sentence for people. */
  record Ignored(Origin origin, IgnoredBecause reason, String sentence) implements Reading {}

  /**
   * Could not be read: kept in quarantine.
   *
   * @param body what came, bounded, with anything that looks like a key or token blanked out
   */
  record Unreadable(Origin origin, String reason, String body) implements Reading {}
}
