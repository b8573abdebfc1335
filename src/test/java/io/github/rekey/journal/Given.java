package io.github.rekey.journal;

import io.github.rekey.rotation.JournalEntry;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.Plan;
import io.github.rekey.rotation.PlanKind;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.Role;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.rotation.RotationId;
import io.github.rekey.rotation.Step;
import io.github.rekey.rotation.StepKind;
import io.github.rekey.triage.Alert;
import io.github.rekey.triage.Incident;
import io.github.rekey.triage.Incident.State;
import io.github.rekey.triage.Origin;
import io.github.rekey.triage.Question;
import io.github.rekey.triage.Reading;
import io.github.rekey.triage.Reason;
import io.github.rekey.triage.Scope;
import io.github.rekey.triage.Verdict;
import io.github.rekey.triage.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Things that the tests of this room speak about. */
final class Given {
  static final Instant NOW = Instant.parse("2026-11-23T01:02:03.123456Z");
  static final ResourceId CHAT = resource("chat");
  static final Plan PLAN =
      new Plan(
          PlanKind.REDISTRIBUTE,
          KeySlot.PRIMARY,
          List.of(
              new Step(
                  StepKind.DISTRIBUTE, Role.STANDBY, List.of("vault"), Duration.ofMinutes(5))));
  static final Verdict VERDICT =
      new Verdict.Redistribute(Reason.STORED_KEY_REPLACED, "the stored key is gone", PLAN);

  static final World WORLD = new World(Map.of("the primary key", "key-1", "vault", "key-1"));
  static final Question QUESTION = new Question("que-1", "question", WORLD, NOW);

  private Given() {}

  static ResourceId resource(String name) {
    return new ResourceId(
        "/subscriptions/s/resourceGroups/g/providers/Microsoft.SignalRService/signalR/" + name);
  }

  static Alert alert(String eventId) {
    return alert(eventId, CHAT);
  }

  static Alert alert(String eventId, ResourceId resource) {
    return new Alert.AuthFailure(
        new Origin("rule", eventId, NOW), new Scope.Resource(resource), "401 on negotiate");
  }

  static Reading understood(String eventId) {
    return new Reading.Understood(alert(eventId));
  }

  static Rotation rotation(String id, Incident incident) {
    return new Rotation(new RotationId(id), incident.id(), incident.resource(), PLAN, NOW);
  }

  static JournalEntry started(int attempt) {
    return new JournalEntry.Started(NOW, 0, attempt);
  }

  static Incident in(Incident incident, State state) {
    return new Incident(
        incident.id(),
        incident.resource(),
        incident.openedAt(),
        state,
        incident.alerts(),
        incident.alertCount(),
        incident.alertCount(),
        VERDICT,
        state == State.ASKING ? QUESTION : null,
        state == State.CLOSED ? NOW : null,
        incident.version());
  }
}
