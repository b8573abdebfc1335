package io.github.rekey.triage;

import io.github.rekey.rotation.CallBudget;
import io.github.rekey.rotation.CallBudget.Cost;
import io.github.rekey.rotation.FailureKind;
import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.JournalMismatch;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.rotation.Turn;
import java.time.Duration;
import java.util.Optional;

/**
 * One turn of work on a resource: take its rotation a step further, see to what it asks, or judge
 * its open incident. It reads everything anew each turn and keeps nothing.
 */
public final class Responder implements ResourceWork {
  private static final Next AT_ONCE = new Next.After(Duration.ZERO);

  /** A look at a resource: what it is, and its keys. */
  private static final Cost LOOK = new Cost(1, 1);

  private final Fleet fleet;
  private final Incidents incidents;
  private final Controls controls;
  private final RotationTurn rotationTurn;
  private final QuestionTurn questionTurn;
  private final Judge judge;
  private final CallBudget budget;

  public Responder(
      Fleet fleet,
      Incidents incidents,
      Controls controls,
      RotationTurn rotationTurn,
      QuestionTurn questionTurn,
      Judge judge,
      CallBudget budget) {
    this.fleet = fleet;
    this.incidents = incidents;
    this.controls = controls;
    this.rotationTurn = rotationTurn;
    this.questionTurn = questionTurn;
    this.judge = judge;
    this.budget = budget;
  }

  @Override
  public Next turn(ResourceId id, Fence fence) {
    Optional<Incident> incident = incidents.open(id);
    if (incident.isEmpty()) {
      return new Next.Idle();
    }
    Turn turn = new Turn(id, Urgencies.of(incident.get()));
    return turn.during(() -> act(turn, incident.get(), fence));
  }

  private Next act(Turn turn, Incident incident, Fence fence) {
    Optional<ManagedResource> resource = fleet.find(turn.resource());
    try {
      Optional<Rotation> rotation = incidents.running(turn.resource());
      if (rotation.isPresent()) {
        return rotationTurn.turn(incident, rotation.get(), resource.orElse(null), fence);
      }
    } catch (JournalMismatch unreadable) {
      return stopAndAsk(incident, unreadable);
    }
    return resource.isEmpty() ? new Next.Idle() : judgeOrAsk(turn, incident, resource.get(), fence);
  }

  /** The rotation is not ended: a replica of the version that wrote its plan may go on with it. */
  private Next stopAndAsk(Incident incident, JournalMismatch unreadable) {
    if (incident.state() != Incident.State.ASKING) {
      String sentence = FailureKind.JOURNAL_MISMATCH + ": " + unreadable.getMessage();
      judge.ask(
          incident,
          new Verdict.AskOperator(Reason.ROTATION_FAILED, sentence, null),
          World.unseen());
    }
    return new Next.Idle();
  }

  private Next judgeOrAsk(Turn turn, Incident incident, ManagedResource resource, Fence fence) {
    if (controls.paused()) {
      return new Next.After(Pauses.LOOK_AGAIN);
    }
    Question question = incident.question();
    if (question != null && QuestionTurn.isDue(incident) && !judge.goesOn(incident)) {
      return questionTurn.turn(incident, question, resource, fence);
    }
    Duration unpaid = budget.reserve(turn, LOOK);
    if (!unpaid.isZero()) {
      return new Next.After(unpaid);
    }
    Next next = judge.judge(incident, resource);
    boolean mayBeApproved = question != null && next instanceof Next.Idle;
    return mayBeApproved ? AT_ONCE : next;
  }
}
