package io.github.rekey.rotation;

import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A person is named who is in the way, but no more of them than a line can hold. */
class UnknownHoldersTest {
  private final Course course = new Course();

  private StepOutcome.Failed withStrangers(int many) {
    course.azure.scanned = true;
    for (int i = 1; i <= many; i++) {
      course.azure.unlisted.put("script" + i, new Holding.Key(course.azure.keys.get(SECONDARY)));
    }
    return course.failure(course.plans.replaceUnused(SECONDARY));
  }

  @Test
  void fiveAreAllNamed() {
    assertThat(withStrangers(5).reason())
        .contains("script1, ", "script5, which rekey.yaml does not list, holds it as key-")
        .doesNotContain("more (see rekey scan)");
  }

  @Test
  void ofSevenFiveAreNamedAndTheOthersCounted() {
    assertThat(withStrangers(7).reason())
        .contains("script5, ", " and 2 more (see rekey scan)")
        .doesNotContain("script6", "script7");
  }
}
