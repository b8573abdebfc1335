package io.github.rekey.triage;

/** How an order was taken: each says what happened or what to do instead. */
public sealed interface Answer {
  /**
   * It was taken up.
   *
   * @param id of the incident or rotation that follows
   */
  record Accepted(String id, String sentence) implements Answer {}

  record NotFound(String sentence) implements Answer {}

  record Conflict(String sentence) implements Answer {}
}
