package io.github.rekey.rotation;

import static io.github.rekey.rotation.KeySlot.PRIMARY;
import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Somebody else replaces a key in the moment between Rekey's look and its call. */
class MomentBeforeTest {
  private final Course course = new Course();
  private boolean meddled;

  /** While it is asked who still uses the key that is to die. */
  private void meddle(KeySlot victim, int regenerations) {
    course.azure.outside =
        call -> {
          if (call.equals("before userOf")
              && course.azure.regenerated.size() == regenerations
              && !meddled) {
            meddled = true;
            course.azure.replace(victim);
          }
        };
  }

  @Test
  void theKeyItselfIsNotReplacedOnceMore() {
    String unused = course.fingerprint(SECONDARY);
    meddle(SECONDARY, 0);
    assertThat(course.run(course.plans.replaceUnused(SECONDARY)))
        .isInstanceOf(Advance.Completed.class);
    assertThat(course.azure.regenerated).isEmpty();
    assertThat(course.evidence(StepKind.REGENERATE))
        .isEqualTo(
            "secondary key %s is now %s; somebody else has replaced it"
                .formatted(unused, course.fingerprint(SECONDARY)));
  }

  @Test
  void theExposedKeyIsLeftToConsumersWhoseOwnJustDied() {
    meddle(SECONDARY, 1);
    StepOutcome.Failed failure =
        course.failure(course.plans.standbyFirst(SECONDARY, Process.GENERATIONS));
    assertThat(failure.kind()).isEqualTo(FailureKind.WORLD_CHANGED);
    assertThat(failure.reason()).startsWith("somebody else replaced the secondary key");
    assertThat(course.azure.regenerated).containsExactly(SECONDARY);
  }

  @Test
  void bothReplacedKeysAreOnRecordWithWhatTheyBecame() {
    Fingerprint secondary = now(SECONDARY);
    Fingerprint primary = now(PRIMARY);
    course.run(course.plans.standbyFirst(SECONDARY, Process.GENERATIONS));
    assertThat(Regeneration.noted(course.state()))
        .containsExactlyInAnyOrder(
            new Regeneration.Noted(secondary, Optional.of(now(SECONDARY))),
            new Regeneration.Noted(primary, Optional.of(now(PRIMARY))));
  }

  @Test
  void ofAReplacementWhoseEndIsNotSeenOnlyTheFormerKeyIsOnRecord() {
    Fingerprint secondary = now(SECONDARY);
    course.azure.nextRegenerateFails =
        new CallFailed(CallFailed.Kind.NO_RIGHT, "403", false, null, null);
    course.run(course.plans.replaceUnused(SECONDARY));
    assertThat(Regeneration.noted(course.state()))
        .containsExactly(new Regeneration.Noted(secondary, Optional.empty()));
  }

  private Fingerprint now(KeySlot slot) {
    return new Fingerprint(course.fingerprint(slot));
  }
}
