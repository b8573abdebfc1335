package io.github.rekey.triage;

import io.github.rekey.rotation.ResourceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All alerts about one resource until it is closed; at most one open a resource.
 *
 * @param alerts what {@link Keeping} keeps of them, in the order of arrival
 * @param alertCount all that came
 * @param alertsSeen how many of these the last verdict had seen
 * @param question what waits for an answer, null if nothing does
 */
public record Incident(
    String id,
    ResourceId resource,
    Instant openedAt,
    State state,
    List<Alert> alerts,
    int alertCount,
    int alertsSeen,
    @Nullable Verdict verdict,
    @Nullable Question question,
    @Nullable Instant closedAt,
    int version) {

  /** Where an incident stands. */
  public enum State {
    /** New alerts are to be judged. */
    OPEN,
    /** What is to start waits for its time or its turn. */
    WAITING,
    /** A rotation is under way. */
    ROTATING,
    /** A person is asked. */
    ASKING,
    CLOSED
  }

  /** The earliest date that a notice states, if one does. */
  public Optional<Instant> deadline() {
    return alerts.stream()
        .map(alert -> alert instanceof Alert.Notice notice ? notice.deadline() : null)
        .flatMap(Stream::ofNullable)
        .min(Instant::compareTo);
  }

  /** The same incident after all its alerts were judged. */
  Incident with(
      State next, @Nullable Verdict judged, @Nullable Question asked, @Nullable Instant closed) {
    return new Incident(
        id,
        resource,
        openedAt,
        next,
        alerts,
        alertCount,
        alertCount,
        judged,
        asked,
        closed,
        version);
  }

  /** The same incident with the alerts that are kept of so many. */
  public Incident holding(List<Alert> kept, int count) {
    return new Incident(
        id,
        resource,
        openedAt,
        state,
        kept,
        count,
        alertsSeen,
        verdict,
        question,
        closedAt,
        version);
  }

  boolean allSeen() {
    return alertCount == alertsSeen;
  }

  /** A new one without alerts. */
  static Incident opened(String id, ResourceId resource, Instant now) {
    return new Incident(id, resource, now, State.OPEN, List.of(), 0, 0, null, null, null, 0);
  }
}
