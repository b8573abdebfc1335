package io.github.rekey.triage;

import io.github.rekey.rotation.Advance;
import io.github.rekey.rotation.FailureKind;
import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.JournalMismatch;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.rotation.Runner;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.triage.ResourceWork.Next;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One turn on a rotation that runs: stop it, hold it, or take it a step further. One that ends
 * badly asks first and ends then, so that a crash between the two does not begin anew unasked. Only
 * where somebody else cut consumers off is it judged anew at once, to give them a working key.
 */
public final class RotationTurn {
  private final Incidents incidents;
  private final Orders orders;
  private final Pauses pauses;
  private final Runner runner;
  private final Judge judge;
  private final Announcer announcer;
  private final Clock clock;

  public RotationTurn(
      Incidents incidents,
      Orders orders,
      Pauses pauses,
      Runner runner,
      Judge judge,
      Announcer announcer,
      Clock clock) {
    this.incidents = incidents;
    this.orders = orders;
    this.pauses = pauses;
    this.runner = runner;
    this.judge = judge;
    this.announcer = announcer;
    this.clock = clock;
  }

  /**
   * Performs the turn.
   *
   * @param resource null if it is configured no longer: then the rotation can only be aborted
   */
  Next turn(Incident incident, Rotation rotation, @Nullable ManagedResource resource, Fence fence) {
    Optional<String> abortedBy = orders.abort(rotation.id());
    if (abortedBy.isPresent()) {
      return abort(incident, rotation, abortedBy.get(), fence);
    }
    if (resource == null) {
      return new Next.Idle();
    }
    try {
      Optional<Next> held = pauses.hold(rotation, fence);
      return held.isPresent() ? held.get() : advance(incident, rotation, resource, fence);
    } catch (JournalMismatch mismatch) {
      return fail(incident, rotation, resource, mismatch.failure());
    }
  }

  private Next abort(Incident incident, Rotation rotation, String by, Fence fence) {
    fence.check();
    judge.askAfterAbort(incident, by);
    incidents.end(rotation, Incidents.Ending.ABORTED, clock.instant());
    announcer.rotationEnded(rotation, "aborted by " + by);
    return new Next.Idle();
  }

  private Next advance(
      Incident incident, Rotation rotation, ManagedResource resource, Fence fence) {
    Advance advance = runner.advance(rotation, resource, fence);
    if (advance instanceof Advance.Again again) {
      return new Next.After(again.in());
    }
    if (advance instanceof Advance.Stopped stopped) {
      return fail(incident, rotation, resource, stopped.failure());
    }
    incidents.end(rotation, Incidents.Ending.DONE, clock.instant());
    announcer.rotationEnded(rotation, "done");
    judge.reopen(incident);
    return new Next.After(Duration.ZERO);
  }

  private Next fail(
      Incident incident, Rotation rotation, ManagedResource resource, StepOutcome.Failed failure) {
    String sentence = failure.kind() + ": " + failure.reason();
    if (failure.kind() == FailureKind.WORLD_CHANGED && judge.canHandOut(incident, resource)) {
      end(rotation, sentence);
      judge.reopen(incident);
      return new Next.After(Duration.ZERO);
    }
    judge.askAfterFailure(incident, resource, sentence);
    end(rotation, sentence);
    return new Next.Idle();
  }

  private void end(Rotation rotation, String failure) {
    incidents.end(rotation, Incidents.Ending.FAILED, clock.instant());
    announcer.rotationEnded(rotation, "failed: " + failure);
  }
}
