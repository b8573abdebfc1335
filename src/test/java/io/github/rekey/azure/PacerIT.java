package io.github.rekey.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.Turn;
import io.github.rekey.rotation.Urgency;
import io.github.rekey.rotation.Urgency.Band;
import io.github.rekey.sandbox.control.ControlOptions;
import io.github.rekey.sandbox.control.RunningPlane;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** The real client under the sandbox's throttle, on the real clock and at Azure's own rates. */
class PacerIT {
  private static final int CALLS = 230;

  private static ResourceId chat(RunningPlane plane) {
    return new ResourceId(plane.chat().id());
  }

  @Test
  void moreCallsThanTheBucketHoldsAreMadeWithoutARefusal() {
    try (RunningPlane plane = new RunningPlane(ControlOptions.defaults(), Clock.systemUTC())) {
      OnSandbox azure = new OnSandbox(plane);
      ArmSignalRKeys keys = new ArmSignalRKeys(azure.clients(), azure.guarded(Dependency.ARM));
      Turn turn = new Turn(chat(plane), new Urgency(Band.USUAL, null));
      for (int i = 0; i < CALLS; i++) {
        turn.during(() -> keys.list(chat(plane)));
      }
      assertThat(plane.azure().calls().of("listKeys")).isEqualTo(CALLS);
      assertThat(plane.azure().calls().of("throttled")).isZero();
    }
  }

  @Test
  void whatAnotherProgramSpendsIsSeenInTheAnswers() {
    try (RunningPlane plane = new RunningPlane(ControlOptions.defaults(), Clock.systemUTC())) {
      OnSandbox other = new OnSandbox(plane);
      OnSandbox ours = new OnSandbox(plane);
      list(other, plane, 150);
      list(ours, plane, 80);
      assertThat(plane.azure().calls().of("throttled")).isZero();
    }
  }

  private static void list(OnSandbox azure, RunningPlane plane, int times) {
    ArmSignalRKeys keys = new ArmSignalRKeys(azure.clients(), azure.guarded(Dependency.ARM));
    Turn turn = new Turn(chat(plane), new Urgency(Band.USUAL, null));
    for (int i = 0; i < times; i++) {
      turn.during(() -> keys.list(chat(plane)));
    }
  }
}
