package io.github.rekey.triage;

import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.ResourceId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a person may report or wish; it is taken in as an alert, and triage judges it. */
public final class Operator {
  private final Fleet fleet;
  private final Judge judge;
  private final Inbox inbox;
  private final Clock clock;

  public Operator(Fleet fleet, Judge judge, Inbox inbox, Clock clock) {
    this.fleet = fleet;
    this.judge = judge;
    this.inbox = inbox;
    this.clock = clock;
  }

  /** What Rekey would do about such a report now; changes nothing. */
  public Optional<Verdict> preview(
      ResourceId resource, Alert.OperatorReport.Kind kind, @Nullable KeySlot slot) {
    return fleet
        .find(resource)
        .map(managed -> judge.preview(managed, said("preview", resource, kind, slot)));
  }

  /** Takes a person's report or wish in as an alert like any other. */
  public Answer report(
      ResourceId resource, Alert.OperatorReport.Kind kind, @Nullable KeySlot slot, String by) {
    if (fleet.find(resource).isEmpty()) {
      return new Answer.NotFound(
          "%s is not in rekey.yaml, so nobody could be given its key".formatted(resource));
    }
    Alert alert = said(by, resource, kind, slot);
    inbox.store(List.of(new Reading.Understood(alert)));
    return new Answer.Accepted(alert.origin().eventId(), "taken in; an incident follows");
  }

  private Alert said(
      String by, ResourceId resource, Alert.OperatorReport.Kind kind, @Nullable KeySlot slot) {
    Origin origin = new Origin("operator:" + by, UUID.randomUUID().toString(), clock.instant());
    return new Alert.OperatorReport(origin, new Scope.Resource(resource), kind, slot, by);
  }
}
