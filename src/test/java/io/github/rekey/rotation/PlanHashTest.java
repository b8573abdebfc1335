package io.github.rekey.rotation;

import static io.github.rekey.rotation.KeySlot.PRIMARY;
import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** An approval is for one plan: any other one, however alike, is another question. */
class PlanHashTest {
  private final Plans plans = new Plans(Timing.standard());

  @Test
  void theSamePlanMadeAnewIsTheSameQuestion() {
    assertThat(PlanHash.of(plans.standbyFirst(SECONDARY, Process.GENERATIONS)))
        .isEqualTo(PlanHash.of(plans.standbyFirst(SECONDARY, Process.GENERATIONS)))
        .matches("[0-9a-f]{16}");
  }

  @Test
  void anotherSlotKindOrderOrTargetIsAnotherQuestion() {
    assertThat(
            List.of(
                PlanHash.of(plans.standbyFirst(SECONDARY, Process.GENERATIONS)),
                PlanHash.of(plans.standbyFirst(PRIMARY, Process.GENERATIONS)),
                PlanHash.of(plans.compromise(SECONDARY, Process.GENERATIONS)),
                PlanHash.of(plans.standbyFirst(SECONDARY, List.of(List.of("vault", "settings")))),
                PlanHash.of(plans.standbyFirst(SECONDARY, List.of(List.of("vault"))))))
        .doesNotHaveDuplicates();
  }
}
