package io.github.rekey.triage;

import io.github.rekey.rotation.ResourceId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes handed-over notices in. Nobody proves that Azure wrote the text, so it demands something
 * only once somebody confirms it as it was read; until then it asks a person.
 */
public final class NoticeDesk {
  private final Reader reader;
  private final Inbox inbox;
  private final Clock clock;

  /** Understands a notice; throws {@link HandedNotice.Unreadable} if it is none. */
  @FunctionalInterface
  public interface Reader {
    NoticeReading read(HandedNotice notice);
  }

  public NoticeDesk(Reader reader, Inbox inbox, Clock clock) {
    this.reader = reader;
    this.inbox = inbox;
    this.clock = clock;
  }

  /** How it is understood; changes nothing. */
  public NoticeReading read(HandedNotice notice) {
    return reader.read(notice);
  }

  /**
   * Makes it an alert about each resource that it concerns.
   *
   * @param confirmed the digest of the reading that somebody saw and vouches for; null if nobody
   *     did
   */
  public Answer report(HandedNotice notice, @Nullable String confirmed, String by) {
    NoticeReading reading = reader.read(notice);
    if (reading.resources().isEmpty()) {
      return new Answer.Conflict(
          "the notice names no resource that Rekey looks after; say which one it is about");
    }
    if (confirmed != null && !confirmed.equals(reading.digest())) {
      return new Answer.Conflict(
          "the notice is read differently than what you confirmed; have it read again and look");
    }
    inbox.store(alerts(reading, confirmed != null, by));
    return new Answer.Accepted(reading.trackingId(), taken(reading, confirmed != null));
  }

  private List<Reading> alerts(NoticeReading reading, boolean confirmed, String by) {
    List<Reading> alerts = new ArrayList<>();
    for (ResourceId resource : reading.resources()) {
      String id =
          "%s/%s/%s"
              .formatted(
                  reading.digest(), confirmed ? "confirmed" : "unconfirmed", resource.value());
      Origin origin = new Origin("report:" + by, id, clock.instant());
      Scope scope = new Scope.Resource(resource);
      alerts.add(
          new Reading.Understood(
              confirmed ? notice(reading, origin, scope) : unconfirmed(reading, origin, scope)));
    }
    return alerts;
  }

  private static Alert notice(NoticeReading reading, Origin origin, Scope scope) {
    return new Alert.MandatoryNotice(
        origin, scope, reading.trackingId(), reading.title(), reading.slot(), reading.deadline());
  }

  private static Alert unconfirmed(NoticeReading reading, Origin origin, Scope scope) {
    List<String> doubts = new ArrayList<>(List.of("nobody vouches that Azure sent it"));
    doubts.addAll(reading.guesses());
    return new Alert.UnconfirmedNotice(
        origin,
        scope,
        reading.trackingId(),
        reading.title(),
        reading.slot(),
        reading.deadline(),
        String.join("; ", doubts));
  }

  private static String taken(NoticeReading reading, boolean confirmed) {
    return "taken in for %d %s as %s; %s"
        .formatted(
            reading.resources().size(),
            reading.resources().size() == 1 ? "resource" : "resources",
            reading.trackingId(),
            confirmed ? "an incident follows" : "a person is asked before anything is done");
  }
}
