package io.github.rekey.console;

import java.time.Instant;
import java.util.List;

/** What the inbox has taken in, for reading only. */
public interface AlertHistory {
  /** Newest first. */
  List<Row> recent(int limit);

  /**
   * One element that came in.
   *
   * @param kind the kind of alert, or why it was ignored or not readable
   * @param summary for people; never a body, key or token
   */
  record Row(
      String id, Instant receivedAt, String source, String eventId, String kind, String summary) {}
}
