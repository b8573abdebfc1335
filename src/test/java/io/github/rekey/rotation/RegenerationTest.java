package io.github.rekey.rotation;

import static io.github.rekey.rotation.KeySlot.PRIMARY;
import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One replacement of one key: who may make it, what is looked at first, what is said of it. */
class RegenerationTest {
  private static final CallFailed NO_ANSWER =
      new CallFailed(CallFailed.Kind.UNAVAILABLE, "no answer", true, null, null);

  private final Bench bench = new Bench();
  private final Course course = new Course();

  private StepContext unused() {
    return bench.at(bench.plans.replaceUnused(SECONDARY), StepKind.REGENERATE, Role.EXPOSED);
  }

  @Test
  void whoeverLostTheRotationToAnotherProcessDoesNotReplaceTheKey() {
    bench.notes.put("before.EXPOSED", bench.fingerprint(SECONDARY));
    bench.fence =
        () -> {
          throw new Fence.Superseded("another process has it");
        };
    assertThatThrownBy(() -> bench.regeneration.regenerate(unused()))
        .isInstanceOf(Fence.Superseded.class);
    assertThat(bench.azure.regenerated).isEmpty();
  }

  @Test
  void nothingIsReplacedBeforeTheIntentIsOnRecord() {
    assertThat(bench.regeneration.regenerate(unused()))
        .isInstanceOfSatisfying(
            StepOutcome.NotYet.class,
            intent ->
                assertThat(intent.notes())
                    .containsEntry("before.EXPOSED", bench.fingerprint(SECONDARY))
                    .containsEntry("found.STANDBY", bench.fingerprint(PRIMARY)));
    assertThat(bench.azure.regenerated).isEmpty();
  }

  @Test
  void afterACallWithoutAnAnswerNoKeyIsTakenFromAnEarlierListing() {
    bench.notes.put("before.EXPOSED", bench.fingerprint(SECONDARY));
    bench.azure.effectBeforeFailure = true;
    bench.azure.nextRegenerateFails = NO_ANSWER;
    assertThatThrownBy(() -> bench.regeneration.regenerate(unused())).isEqualTo(NO_ANSWER);
    assertThat(bench.listings.recent(unused()).secondary())
        .isEqualTo(bench.azure.keys.get(SECONDARY));
  }

  @Test
  void theReplacedKeyItselfIsProvedDead() {
    String unused = course.fingerprint(SECONDARY);
    course.run(course.plans.replaceUnused(SECONDARY));
    assertThat(course.evidence(StepKind.PROVE_REJECTED))
        .isEqualTo(unused + " rejected 3 times in a row");
  }

  @Test
  void anExposedKeyThatSomebodyElseReplacedMeanwhileIsProvedDeadAndNotReplacedAgain() {
    String exposed = course.fingerprint(PRIMARY);
    course.azure.outside =
        call -> {
          if (call.equals("after look at the app") && exposed.equals(course.fingerprint(PRIMARY))) {
            course.azure.replace(PRIMARY);
            course.clock.tick(Duration.ofMinutes(3));
          }
        };
    assertThat(course.run(course.plans.standbyFirst(SECONDARY, Process.GENERATIONS)))
        .isInstanceOf(Advance.Completed.class);
    assertThat(course.azure.regenerated).containsExactly(SECONDARY);
    assertThat(course.evidence(StepKind.REGENERATE))
        .isEqualTo(
            "primary key %s is now %s; somebody else has replaced it"
                .formatted(exposed, course.fingerprint(PRIMARY)));
    assertThat(course.evidence(StepKind.PROVE_REJECTED))
        .isEqualTo(exposed + " rejected 3 times in a row");
  }

  @Test
  void aJournalOfAnEarlierProcessTellsThatSomebodyElseReplacedTheKey() {
    bench.notes.put("found.EXPOSED", "key-of-yore");
    assertThat(bench.regeneration.regenerate(unused()))
        .isInstanceOfSatisfying(
            StepOutcome.Done.class,
            done ->
                assertThat(done.evidence())
                    .startsWith("secondary key key-of-yore is now ")
                    .endsWith("; somebody else has replaced it"));
    assertThat(bench.azure.regenerated).isEmpty();
  }

  @Test
  void afterALostAnswerTheChangeIsNotPutDownToSomebodyElse() {
    course.azure.effectBeforeFailure = true;
    course.azure.nextRegenerateFails = NO_ANSWER;
    course.run(course.plans.replaceUnused(SECONDARY));
    assertThat(course.evidence(StepKind.REGENERATE)).doesNotContain("somebody else");
  }

  @Test
  void whereOnlyTheListingAfterItFailsTheChangeIsNotPutDownToSomebodyElseEither() {
    AtomicInteger failures = listingAfterTheCallFails();
    course.run(course.plans.replaceUnused(SECONDARY));
    assertThat(failures).hasValue(1);
    assertThat(course.azure.regenerated).containsExactly(SECONDARY);
    assertThat(course.evidence(StepKind.REGENERATE)).doesNotContain("somebody else");
  }

  /** What Azure reported done may show late; the failed listing rules nothing out. */
  @Test
  void whereTheListingAfterItFailsTheCallIsNotSentAgainBeforeItSettled() {
    AtomicInteger failures = listingAfterTheCallFails();
    course.azure.changesNothing = true;
    course.azure.showsAtListing = 4;
    assertThat(course.run(course.plans.replaceUnused(SECONDARY)))
        .isInstanceOf(Advance.Completed.class);
    assertThat(failures).hasValue(1);
    assertThat(course.azure.regenerated).containsExactly(SECONDARY);
  }

  private AtomicInteger listingAfterTheCallFails() {
    AtomicInteger failures = new AtomicInteger();
    String[] last = {""};
    course.azure.outside =
        call -> {
          if (call.equals("before list") && last[0].equals("after regenerate")) {
            last[0] = call;
            failures.incrementAndGet();
            throw new CallFailed(CallFailed.Kind.UNAVAILABLE, "503", false, null, null);
          }
          last[0] = call;
        };
    return failures;
  }

  @Test
  void aKeyThatATargetHoldsIsNotReplacedThoughNoAppUsesIt() {
    course.azure.usedByApp = course.azure.keys.get(PRIMARY);
    course.azure.stored.put("vault", course.azure.keys.get(SECONDARY));
    StepOutcome.Failed failure = course.failure(course.plans.replaceUnused(SECONDARY));
    assertThat(failure.reason())
        .isEqualTo("the secondary key is not regenerated: vault still holds it");
    assertThat(course.azure.regenerated).isEmpty();
  }

  @Test
  void aKeyThatAnAppUsesIsNotReplacedThoughNoTargetHoldsIt() {
    course.azure.usedByApp = course.azure.keys.get(SECONDARY);
    StepOutcome.Failed failure = course.failure(course.plans.replaceUnused(SECONDARY));
    assertThat(failure.reason())
        .isEqualTo("the secondary key is not regenerated: the app still uses it");
    assertThat(course.azure.regenerated).isEmpty();
  }
}
