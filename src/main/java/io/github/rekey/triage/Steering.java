package io.github.rekey.triage;

import io.github.rekey.rotation.Rotation;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/** What a person orders about one rotation: abort, pause, resume, retry. Its own turn obeys. */
public final class Steering {
  private final Incidents incidents;
  private final Orders orders;
  private final Decisions decisions;
  private final Wakeups wakeups;
  private final Clock clock;

  public Steering(
      Incidents incidents, Orders orders, Decisions decisions, Wakeups wakeups, Clock clock) {
    this.incidents = incidents;
    this.orders = orders;
    this.decisions = decisions;
    this.wakeups = wakeups;
    this.clock = clock;
  }

  /** Ends a rotation before its next step, paused or not, and has its incident ask. */
  public Answer abort(String id, String by) {
    return order(
        id,
        "it ends before its next step, once the attempt under way is over",
        rotation -> orders.abort(rotation.id(), by, clock.instant()));
  }

  /** Holds a rotation before its next step until it is resumed or aborted. */
  public Answer pause(String id, String by) {
    return order(
        id,
        "it holds before its next step, once the attempt under way is over",
        rotation -> orders.pause(rotation.id(), by, clock.instant()));
  }

  /** Ends the pause of one rotation; the pause of everything is another matter. */
  public Answer resume(String id) {
    Optional<Rotation> rotation = running(id);
    if (rotation.isPresent() && orders.pause(rotation.get().id()).isEmpty()) {
      return new Answer.Conflict("rotation %s is not paused by itself".formatted(id));
    }
    return order(id, "it goes on", found -> orders.resume(found.id()));
  }

  /** Tries a waiting step now; of a rotation that ended badly, has the incident judged anew. */
  public Answer retry(String id, String by) {
    Optional<Rotation> rotation = incidents.rotation(id);
    if (rotation.isEmpty() || running(id).isPresent()) {
      return order(id, "its step is tried now", found -> {});
    }
    return incidents.ending(rotation.get()).equals(Optional.of(Incidents.Ending.DONE))
        ? new Answer.Conflict("rotation %s ended well; there is nothing to retry".formatted(id))
        : decisions.retry(rotation.get().incident(), by);
  }

  private Answer order(String id, String accepted, Consumer<Rotation> order) {
    Optional<Rotation> rotation = running(id);
    if (rotation.isEmpty()) {
      return incidents.rotation(id).isPresent()
          ? new Answer.Conflict("rotation %s has already ended".formatted(id))
          : new Answer.NotFound("there is no rotation " + id + "; list them with: status");
    }
    order.accept(rotation.get());
    wakeups.wake(rotation.get().resource());
    return new Answer.Accepted(id, accepted);
  }

  private Optional<Rotation> running(String id) {
    return incidents
        .rotation(id)
        .filter(r -> incidents.running(r.resource()).filter(r::equals).isPresent());
  }
}
