package io.github.rekey.rotation;

import static io.github.rekey.rotation.KeySlot.PRIMARY;
import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How old what is known of the keys may be, and when they are listed anew. */
class ListingsTest {
  private final TickingClock clock = new TickingClock();
  private final ToyAzure azure = new ToyAzure();

  private Advance run() {
    Plan plan = new Plans(Timing.standard()).standbyFirst(SECONDARY, Process.GENERATIONS);
    return new Process(azure, new PaperJournal(), clock)
        .runToEnd(Process.rotation(plan, clock), azure.resource());
  }

  @Test
  void aRotationThatNothingHoldsUpListsKeysRightBeforeAndAfterItReplacesOne() {
    assertThat(run()).isInstanceOf(Advance.Completed.class);
    assertThat(azure.regenerated).containsExactly(SECONDARY, PRIMARY);
    assertThat(azure.lists).isEqualTo(5);
  }

  @Test
  void theExposedKeyIsNotReplacedOnceSomebodyElseReplacedTheOneThatConsumersMovedTo() {
    azure.scanned = true;
    azure.outside =
        call -> {
          if (call.equals("before search") && azure.regenerated.contains(SECONDARY)) {
            azure.replace(SECONDARY);
            clock.tick(Duration.ofSeconds(6));
          }
        };
    Advance end = run();
    assertThat(((Advance.Stopped) end).failure().kind()).isEqualTo(FailureKind.WORLD_CHANGED);
    assertThat(azure.regenerated).containsExactly(SECONDARY);
  }

  private final Bench bench = new Bench();

  private StepContext proving() {
    return bench.at(
        bench.plans.standbyFirst(SECONDARY, Process.GENERATIONS),
        StepKind.PROVE_ACCEPTED,
        Role.STANDBY);
  }

  private int listsFor(Duration age) {
    int before = bench.azure.lists;
    bench.clock.tick(age);
    bench.listings.recent(proving());
    return bench.azure.lists - before;
  }

  @Test
  void aStepThatBeginsUsesAListingOfAMomentAgoAgain() {
    bench.listings.recent(proving());
    assertThat(listsFor(Duration.ofSeconds(14))).isZero();
  }

  @Test
  void aStepThatWaitsLongerListsAnewEveryQuarterOfAMinute() {
    bench.listings.recent(proving());
    assertThat(listsFor(Duration.ofSeconds(16))).isEqualTo(1);
    assertThat(listsFor(Duration.ofSeconds(14))).isZero();
    assertThat(listsFor(Duration.ofSeconds(2))).isEqualTo(1);
  }

  @Test
  void aStepThatHasJustBegunUsesAListingOfTwoMinutesAndNoOlderOne() {
    bench.listings.recent(proving());
    bench.clock.tick(Duration.ofMinutes(2));
    assertThat(listed(justBegun())).isZero();
    bench.clock.tick(Duration.ofSeconds(1));
    assertThat(listed(justBegun())).isEqualTo(1);
  }

  private int listed(StepContext context) {
    int before = bench.azure.lists;
    bench.listings.recent(context);
    return bench.azure.lists - before;
  }

  private StepContext justBegun() {
    StepContext longAgo = proving();
    return new StepContext(
        longAgo.rotation(),
        longAgo.resource(),
        longAgo.step(),
        longAgo.state(),
        bench.clock.instant(),
        longAgo.fence());
  }

  @Test
  void aListingThatDoesNotShowAKeyThatTheRotationMadeIsNotUsedAgain() {
    bench.listings.recent(proving());
    bench.azure.replace(SECONDARY);
    bench.notes.put("after.STANDBY", bench.fingerprint(SECONDARY));
    assertThat(bench.listings.recent(proving()).secondary())
        .isEqualTo(bench.azure.keys.get(SECONDARY));
    assertThat(listed(proving())).isZero();
  }

  @Test
  void theEndpointIsAskedForOnceAndAnewAfterTheRotation() {
    int[] asked = {0};
    bench.azure.outside = call -> asked[0] += call.equals("before describe") ? 1 : 0;
    assertThat(bench.listings.endpoint(ToyAzure.RESOURCE)).isEqualTo(ToyAzure.ENDPOINT);
    assertThat(bench.listings.endpoint(ToyAzure.RESOURCE)).isEqualTo(ToyAzure.ENDPOINT);
    assertThat(asked[0]).isEqualTo(1);
    bench.distribution.retire(
        bench.at(
            bench.plans.standbyFirst(SECONDARY, Process.GENERATIONS),
            StepKind.CLOSE,
            Role.STANDBY));
    bench.listings.endpoint(ToyAzure.RESOURCE);
    assertThat(asked[0]).isEqualTo(2);
  }
}
