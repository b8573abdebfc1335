package io.github.rekey.rotation;

import static io.github.rekey.rotation.KeySlot.PRIMARY;
import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Somebody else replaces the key that consumers are to be given, were given, or keep. */
class KeyWatchTest {
  private final Bench bench = new Bench();
  private final AtomicInteger asked = new AtomicInteger();

  private StepContext handOut() {
    return bench.at(
        bench.plans.standbyFirst(SECONDARY, Process.GENERATIONS),
        StepKind.DISTRIBUTE,
        Role.STANDBY);
  }

  private void dataPlaneAnswers(DataPlane.Answer answer) {
    bench.dataPlane =
        (endpoint, key) -> {
          assertThat(endpoint).isEqualTo(ToyAzure.ENDPOINT);
          asked.incrementAndGet();
          return answer;
        };
  }

  @Test
  void aKeyThatIsProvedAlreadyIsHandedOutWithoutAnotherQuestion() {
    bench.notes.putAll(KeyWatch.accepted(Role.STANDBY, bench.fingerprint(SECONDARY)));
    dataPlaneAnswers(DataPlane.Answer.UNCLEAR);
    assertThat(bench.distribution.distribute(handOut())).isInstanceOf(StepOutcome.Done.class);
    assertThat(asked).hasValue(0);
    assertThat(bench.azure.stored).containsEntry("vault", bench.azure.keys.get(SECONDARY));
  }

  @Test
  void aKeyThatSomebodyElseMadeIsNotHandedOutBeforeTheDataPlaneTakesIt() {
    bench.notes.putAll(KeyWatch.accepted(Role.STANDBY, bench.fingerprint(SECONDARY)));
    bench.azure.replace(SECONDARY);
    dataPlaneAnswers(DataPlane.Answer.REJECTED);
    assertThat(bench.distribution.distribute(handOut()))
        .isEqualTo(
            new StepOutcome.NotYet(
                "the data plane to accept %s, which somebody else has made"
                    .formatted(bench.fingerprint(SECONDARY)),
                Bench.TIMING.look()));
    assertThat(bench.azure.history).isEmpty();
  }

  @Test
  void aKeyThatSomebodyElseMadeIsHandedOutOnceTheDataPlaneTakesIt() {
    bench.notes.putAll(KeyWatch.accepted(Role.STANDBY, bench.fingerprint(SECONDARY)));
    bench.azure.replace(SECONDARY);
    dataPlaneAnswers(DataPlane.Answer.ACCEPTED);
    assertThat(bench.distribution.distribute(handOut())).isInstanceOf(StepOutcome.Done.class);
    assertThat(bench.azure.stored).containsEntry("vault", bench.azure.keys.get(SECONDARY));
  }

  @Test
  void onceAKeyIsHandedOutItsReplacementStopsTheRotationBeforeAnotherIsHandedOut() {
    String handedOut = bench.fingerprint(SECONDARY);
    bench.notes.put("handed-out", handedOut);
    bench.azure.replace(SECONDARY);
    dataPlaneAnswers(DataPlane.Answer.ACCEPTED);
    assertThat(bench.distribution.distribute(handOut()))
        .isEqualTo(
            new StepOutcome.Failed(
                FailureKind.WORLD_CHANGED,
                "somebody else replaced the secondary key, which consumers use: %s is now %s"
                    .formatted(handedOut, bench.fingerprint(SECONDARY))));
    assertThat(bench.azure.history).isEmpty();
  }

  @Test
  void theKeyThatWasHandedOutIsOnRecord() {
    bench.notes.putAll(KeyWatch.accepted(Role.STANDBY, bench.fingerprint(SECONDARY)));
    assertThat(bench.distribution.distribute(handOut()))
        .isInstanceOfSatisfying(
            StepOutcome.Done.class,
            done ->
                assertThat(done.notes()).containsEntry("handed-out", bench.fingerprint(SECONDARY)));
  }

  @Test
  void theUnusedKeyIsNotReplacedOnceTheOneThatConsumersKeepIsDead() {
    Course course = new Course();
    String kept = course.fingerprint(PRIMARY);
    course.azure.outside =
        call -> {
          if (call.equals("before ask") && kept.equals(course.fingerprint(PRIMARY))) {
            course.azure.replace(PRIMARY);
            course.clock.tick(Duration.ofMinutes(3));
          }
        };
    StepOutcome.Failed failure = course.failure(course.plans.replaceUnused(SECONDARY));
    assertThat(failure.kind()).isEqualTo(FailureKind.WORLD_CHANGED);
    assertThat(failure.reason())
        .isEqualTo(
            "somebody else replaced the primary key, which consumers use: %s is now %s"
                .formatted(kept, course.fingerprint(PRIMARY)));
  }

  @Test
  void aRotationThatNobodyDisturbsAsksTheDataPlaneOnlyForItsProofs() {
    Course course = new Course();
    course.azure.outside = call -> asked.addAndGet(call.equals("before ask") ? 1 : 0);
    course.run(course.plans.standbyFirst(SECONDARY, Process.GENERATIONS));
    assertThat(asked).hasValue(2 * Interrogation.TIMES);
  }
}
