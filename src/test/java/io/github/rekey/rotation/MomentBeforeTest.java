package io.github.rekey.rotation;

import static io.github.rekey.rotation.KeySlot.PRIMARY;
import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Somebody else replaces a key in the moment between Rekey's look and its call. */
class MomentBeforeTest {
  private final Bench bench = new Bench();
  private final Course course = new Course();

  /** While it is asked who still uses the key that is to die. */
  private StepOutcome meddled(Plan plan, KeySlot victim) {
    StepContext context = bench.at(plan, StepKind.REGENERATE, Role.EXPOSED);
    bench.listings.now(ToyAzure.RESOURCE);
    bench.azure.outside =
        call -> {
          if (call.equals("before userOf")) {
            bench.azure.replace(victim);
          }
        };
    return bench.regeneration.regenerate(context);
  }

  @Test
  void theKeyItselfIsNotReplacedOnceMore() {
    String unused = bench.fingerprint(SECONDARY);
    bench.notes.put("before.EXPOSED", unused);
    StepOutcome seen = meddled(bench.plans.replaceUnused(SECONDARY), SECONDARY);
    assertThat(((StepOutcome.Done) seen).evidence())
        .isEqualTo(
            "secondary key %s is now %s; somebody else has replaced it"
                .formatted(unused, bench.fingerprint(SECONDARY)));
    assertThat(bench.azure.regenerated).isEmpty();
  }

  @Test
  void theExposedKeyIsLeftToConsumersWhoseOwnJustDied() {
    AccessKey moved = bench.azure.keys.get(SECONDARY);
    bench.azure.usedByApp = moved;
    bench.azure.stored.replaceAll((place, key) -> moved);
    bench.notes.put("handed-out", bench.fingerprint(SECONDARY));
    bench.notes.put("before.EXPOSED", bench.fingerprint(PRIMARY));
    StepOutcome seen = meddled(bench.plans.standbyFirst(SECONDARY, Process.GENERATIONS), SECONDARY);
    assertThat(((StepOutcome.Failed) seen).kind()).isEqualTo(FailureKind.WORLD_CHANGED);
    assertThat(((StepOutcome.Failed) seen).reason())
        .startsWith("somebody else replaced the secondary key, which consumers use");
    assertThat(bench.azure.regenerated).isEmpty();
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
