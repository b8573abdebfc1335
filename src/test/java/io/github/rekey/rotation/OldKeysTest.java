package io.github.rekey.rotation;

import static io.github.rekey.rotation.KeySlot.PRIMARY;
import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A key about to die is kept until its rotation is over, and no longer. */
class OldKeysTest {
  private static final RotationId ONE = new RotationId("rot-1");
  private static final RotationId OTHER = new RotationId("rot-2");
  private static final AccessKey FIRST = new AccessKey("first-value");
  private static final AccessKey SECOND = new AccessKey("second-value");

  private final OldKeys old = new OldKeys();

  @Test
  void whatAKeyWasAtFirstIsNotForgottenForWhatItBecame() {
    old.remember(ONE, PRIMARY, FIRST);
    old.remember(ONE, PRIMARY, SECOND);
    assertThat(old.recall(ONE, PRIMARY)).contains(FIRST);
  }

  @Test
  void eachRotationAndEachSlotHasItsOwn() {
    old.remember(ONE, PRIMARY, FIRST);
    assertThat(old.recall(ONE, SECONDARY)).isEmpty();
    assertThat(old.recall(OTHER, PRIMARY)).isEmpty();
  }

  @Test
  void theEndOfARotationForgetsItsKeysAndNoOthers() {
    Bench bench = new Bench();
    bench.oldKeys.remember(ONE, PRIMARY, FIRST);
    bench.oldKeys.remember(ONE, SECONDARY, FIRST);
    bench.oldKeys.remember(OTHER, PRIMARY, SECOND);
    Plan plan = bench.plans.standbyFirst(SECONDARY, Process.GENERATIONS);
    StepOutcome closed = bench.distribution.retire(bench.at(plan, StepKind.CLOSE, Role.STANDBY));
    assertThat(closed)
        .isInstanceOfSatisfying(
            StepOutcome.Done.class,
            done ->
                assertThat(done.evidence()).isEqualTo("all consumers are on the secondary key"));
    assertThat(bench.oldKeys.recall(ONE, PRIMARY)).isEmpty();
    assertThat(bench.oldKeys.recall(ONE, SECONDARY)).isEmpty();
    assertThat(bench.oldKeys.recall(OTHER, PRIMARY)).contains(SECOND);
  }
}
