package io.github.rekey.triage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Follows deadlines to their end: notes those that are met, and announces each step towards the
 * others once, with what is left to do. It changes no incident and starts nothing.
 */
public final class DeadlineWatch {
  /** A resource for which a notice leaves nothing to do. */
  private static final Set<Reason> NOTHING_LEFT =
      EnumSet.of(
          Reason.NOTICE_SATISFIED,
          Reason.RESOURCE_GONE,
          Reason.LOCAL_AUTH_DISABLED,
          Reason.IDENTITY_BASED);

  private final Deadlines deadlines;
  private final Escalation escalation;
  private final Incidents incidents;
  private final Histories histories;
  private final Announcer announcer;
  private final Clock clock;

  public DeadlineWatch(
      Deadlines deadlines,
      Escalation escalation,
      Incidents incidents,
      Histories histories,
      Announcer announcer,
      Clock clock) {
    this.deadlines = deadlines;
    this.escalation = escalation;
    this.incidents = incidents;
    this.histories = histories;
    this.announcer = announcer;
    this.clock = clock;
  }

  /** Looks at all of them and answers those that are not met. */
  public List<Deadline> look() {
    return deadlines.open().stream().filter(this::stillOpen).toList();
  }

  private boolean stillOpen(Deadline deadline) {
    Optional<Incident> incident = incidents.find(deadline.incident());
    if (incident.isEmpty() || met(deadline, incident.get())) {
      deadlines.met(deadline, clock.instant());
      return false;
    }
    Instant now = clock.instant();
    escalation
        .reached(deadline, now)
        .filter(step -> deadlines.announce(deadline, step))
        .ifPresent(
            step -> announcer.deadline(deadline, left(deadline, now), undone(incident.get())));
    return true;
  }

  private boolean met(Deadline deadline, Incident incident) {
    Verdict verdict = incident.verdict();
    boolean closed = incident.state() == Incident.State.CLOSED;
    return closed && verdict != null && NOTHING_LEFT.contains(verdict.reason())
        || Demands.in(notices(deadline, incident), histories.of(incident)).satisfied();
  }

  private static List<Alert> notices(Deadline deadline, Incident incident) {
    return incident.alerts().stream()
        .filter(
            alert ->
                alert instanceof Alert.MandatoryNotice notice
                    && notice.trackingId().equals(deadline.trackingId()))
        .toList();
  }

  private static String left(Deadline deadline, Instant now) {
    Duration left = Duration.between(now, deadline.dueAt());
    if (!left.isNegative() && !left.isZero()) {
      return inWords(left) + " left";
    }
    return left.isZero() ? "it is over" : "it passed " + inWords(left.negated()) + " ago";
  }

  private static String inWords(Duration time) {
    if (time.toHours() >= 48) {
      return time.toDays() + " days";
    }
    if (time.toMinutes() >= 120) {
      return time.toHours() + " h";
    }
    return time.toMinutes() >= 1 ? time.toMinutes() + " min" : time.toSeconds() + " s";
  }

  private static String undone(Incident incident) {
    String id = incident.id();
    return switch (incident.state()) {
      case OPEN -> "it is not judged yet";
      case WAITING -> "it waits (%s)".formatted(verdict(incident));
      case ROTATING -> "a rotation is under way";
      case ASKING ->
          "it waits for an answer (%s): rekey approve %s, or: rekey reject %s"
              .formatted(verdict(incident), id, id);
      case CLOSED -> "nothing will be done by itself (%s)".formatted(verdict(incident));
    };
  }

  private static String verdict(Incident incident) {
    return Objects.requireNonNull(incident.verdict(), "judged").sentence();
  }
}
