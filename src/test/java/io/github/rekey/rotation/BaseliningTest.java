package io.github.rekey.rotation;

import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How many clients there were before: taken once, told to people, and asked for when missing. */
class BaseliningTest {
  private final Course course = new Course();
  private final Plan plan = course.plans.replaceUnused(SECONDARY);

  @Test
  void whatWasCountedIsSaidWithItsSourceAndRecalledLater() {
    Instant begun = course.clock.instant();
    course.run(plan);
    assertThat(course.evidence(StepKind.TAKE_BASELINE)).isEqualTo("200 clients by toy");
    assertThat(Baselining.taken(course.state())).contains(new Baseline(200, begun, "toy"));
  }

  @Test
  void beforeItIsTakenThereIsNone() {
    assertThat(Baselining.taken(RotationState.fold(plan, course.journal.all()))).isEmpty();
  }

  @Test
  void thatNobodyCountedIsNotSaidLikeThatNobodyWasThere() {
    course.azure.clients = -1;
    assertThat(course.failure(plan).reason()).startsWith("no client count was measured");
  }

  @Test
  void thatNobodyWasThereIsNotSaidLikeThatNobodyCounted() {
    course.azure.clients = 0;
    assertThat(course.failure(plan).reason()).startsWith("no client was connected");
  }
}
