package io.github.rekey.rotation;

import static io.github.rekey.rotation.KeySlot.PRIMARY;
import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A key is fresh only if the rotation itself made it: others may have used it long before. */
class HandOutTest {
  private static final StepOutcome DONE = new StepOutcome.Done("delivered");

  private final Bench bench = new Bench();

  private StepOutcome noted(Plan plan) {
    return HandOut.noted(DONE, bench.at(plan, StepKind.DISTRIBUTE, Role.STANDBY));
  }

  @Test
  void aKeyThatTheRotationMadeIsFresh() {
    assertThat(noted(bench.plans.standbyFirst(SECONDARY, Process.GENERATIONS))).isNotEqualTo(DONE);
  }

  @Test
  void aKeyThatWasThereIsNotFreshThoughTheOtherOneIsReplaced() {
    Step handOut = new Step(StepKind.DISTRIBUTE, Role.STANDBY, List.of("vault"), Duration.ZERO);
    Step replace = new Step(StepKind.REGENERATE, Role.EXPOSED, List.of(), Duration.ZERO);
    Plan plan = new Plan(PlanKind.STANDBY_FIRST, PRIMARY, List.of(handOut, replace));
    assertThat(noted(plan)).isEqualTo(DONE);
  }

  @Test
  void whatIsOnRecordOfTheFirstHandOutStands() {
    bench.notes.put("handed-out-since", "2025-12-31T23:59:59Z");
    assertThat(noted(bench.plans.standbyFirst(SECONDARY, Process.GENERATIONS))).isEqualTo(DONE);
  }
}
