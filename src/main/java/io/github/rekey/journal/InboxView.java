package io.github.rekey.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the inbox or of the quarantine, for people.
 *
 * @param reason why it was ignored (a constant) or could not be read (a sentence); null for an
 *     understood alert
 * @param summary what the alert is about, or the ignored event's sentence, or the unreadable body
 * @param handledAt when its alert was attached to incidents; null while it waits and for the
 *     quarantine
 * @param attempts how often attaching has failed
 */
public record InboxView(
    long id,
    Instant receivedAt,
    String source,
    String eventId,
    Kind kind,
    @Nullable String reason,
    String summary,
    @Nullable Instant handledAt,
    int attempts) {
  /** What intake made of the event. */
  public enum Kind {
    UNDERSTOOD,
    IGNORED,
    UNREADABLE
  }
}
