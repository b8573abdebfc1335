package io.github.rekey.rotation;

import static io.github.rekey.rotation.KeySlot.PRIMARY;
import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What is said of a key that the data plane takes, or of one that is dead. */
class KeyProofsTest {
  private final Course course = new Course();

  @Test
  void aKeyThatIsAsItWasMadeIsOnlySaidToBeAccepted() {
    course.run(course.plans.replaceUnused(SECONDARY));
    assertThat(course.evidence(StepKind.PROVE_ACCEPTED))
        .isEqualTo(course.fingerprint(SECONDARY) + " accepted 3 times in a row");
  }

  @Test
  void aKeyThatSomebodyElseMadeBeforeTheHandOutIsTakenUpAndSaidToBeTheirs() {
    AtomicBoolean meddled = new AtomicBoolean();
    String[] made = {""};
    course.azure.outside =
        call -> {
          if (call.equals("before ask") && meddled.compareAndSet(false, true)) {
            made[0] = course.fingerprint(SECONDARY);
            course.azure.replace(SECONDARY);
            course.clock.tick(Duration.ofMinutes(3));
          }
        };
    course.run(course.plans.standbyFirst(SECONDARY, Process.GENERATIONS));
    assertThat(course.evidence(StepKind.PROVE_ACCEPTED))
        .isEqualTo(
            "%s accepted 3 times in a row; somebody else made it after %s"
                .formatted(course.fingerprint(SECONDARY), made[0]));
    assertThat(course.azure.usedByApp).isEqualTo(course.azure.keys.get(SECONDARY));
  }

  @Test
  void afterARestartTheOldKeyIsSaidToBeForgotten() {
    Plan plan = course.plans.replaceUnused(SECONDARY);
    Rotation rotation = Process.rotation(plan, course.clock);
    while (course.azure.regenerated.isEmpty()) {
      new Process(course.azure, course.journal, course.clock)
          .once(rotation, course.azure.resource());
    }
    course.run(plan);
    assertThat(course.evidence(StepKind.PROVE_REJECTED))
        .isEqualTo("the old secondary key was forgotten in a restart and is no longer listed");
  }

  @Test
  void aKeyThatTheDataPlaneDoesNotTakeYetIsWaitedForByName() {
    Bench bench = new Bench();
    bench.dataPlane = (endpoint, key) -> DataPlane.Answer.REJECTED;
    Plan plan = bench.plans.standbyFirst(SECONDARY, Process.GENERATIONS);
    assertThat(bench.proofs.accepted(bench.at(plan, StepKind.PROVE_ACCEPTED, Role.STANDBY)))
        .isEqualTo(
            new StepOutcome.NotYet(
                "the data plane to accept " + bench.fingerprint(SECONDARY), Bench.TIMING.look()));
  }

  @Test
  void aKeyThatTheDataPlaneStillTakesIsNotSaidToBeDead() {
    Bench bench = new Bench();
    Plan plan = bench.plans.standbyFirst(SECONDARY, Process.GENERATIONS);
    StepContext context = bench.at(plan, StepKind.PROVE_REJECTED, Role.EXPOSED);
    bench.oldKeys.remember(context.rotation().id(), PRIMARY, bench.azure.keys.get(PRIMARY));
    assertThat(bench.proofs.rejected(context))
        .isEqualTo(
            new StepOutcome.NotYet(
                "the data plane to reject " + bench.fingerprint(PRIMARY), Bench.TIMING.look()));
  }
}
