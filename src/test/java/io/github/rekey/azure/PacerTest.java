package io.github.rekey.azure;

import static io.github.rekey.azure.CallKind.READS;
import static io.github.rekey.azure.CallKind.WRITES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import io.github.rekey.TickingClock;
import io.github.rekey.rotation.CallBudget.Cost;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.Spending;
import io.github.rekey.rotation.Turn;
import io.github.rekey.rotation.Urgency;
import io.github.rekey.rotation.Urgency.Band;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacerTest {
  private static final String SUBSCRIPTION = "5a4d0b0e";
  private static final Cost REPLACE = new Cost(0, 3);
  private static final Urgency USUAL = new Urgency(Band.USUAL, null);
  private static final Urgency BROKEN = new Urgency(Band.BROKEN, null);
  private static final Instant SOON = Instant.parse("2026-01-02T00:00:00Z");

  private final TickingClock clock = new TickingClock();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Pacer pacer = new Pacer(ArmLimits.documented(), meters, clock, clock::tick);

  private static Turn turn(String name, Urgency urgency) {
    return new Turn(
        new ResourceId(
            "/subscriptions/%s/resourceGroups/g/providers/Microsoft.SignalRService/signalR/%s"
                .formatted(SUBSCRIPTION, name)),
        urgency);
  }

  private void send(Turn turn) {
    turn.during(
        () -> {
          pacer.admit(SUBSCRIPTION, WRITES);
          return turn;
        });
  }

  private void spendAll() {
    spendAll(200);
  }

  private void spendAll(int calls) {
    Turn other = turn("other", BROKEN);
    assertThat(pacer.reserve(other, new Cost(0, calls))).isZero();
    for (int i = 0; i < calls; i++) {
      send(other);
      pacer.unanswered(SUBSCRIPTION, WRITES);
    }
  }

  @Test
  void aTurnIsPaidForWhileThereAreTokens() {
    assertThat(pacer.reserve(turn("a", USUAL), REPLACE)).isZero();
    assertThat(pacer.left(SUBSCRIPTION, WRITES)).isEqualTo(197);
  }

  @Test
  void aTurnThatCannotBePaidForIsToldWhenToComeBackAndThenIs() {
    spendAll();
    Duration wait = pacer.reserve(turn("a", USUAL), REPLACE);
    assertThat(wait).isEqualTo(Duration.ofMillis(300));
    clock.tick(wait);
    assertThat(pacer.reserve(turn("a", USUAL), REPLACE)).isZero();
  }

  @Test
  void whoeverWaitsIsToldATimeBehindThoseAhead() {
    spendAll();
    List<Long> told = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      told.add(pacer.reserve(turn(name, USUAL), REPLACE).toMillis());
    }
    assertThat(told).containsExactly(300L, 600L, 900L);
  }

  @Test
  void aBrokenResourceJumpsTheQueue() {
    spendAll();
    for (int i = 0; i < 100; i++) {
      pacer.reserve(turn("usual-" + i, USUAL), REPLACE);
    }
    assertThat(pacer.reserve(turn("broken", BROKEN), REPLACE)).isEqualTo(Duration.ofMillis(300));
    clock.tick(Duration.ofMillis(300));
    assertThat(pacer.reserve(turn("usual-0", USUAL), REPLACE)).isPositive();
    assertThat(pacer.reserve(turn("broken", BROKEN), REPLACE)).isZero();
  }

  @Test
  void whoBeganFirstIsLetThroughFirstUntilItIsAtRest() {
    Turn first = turn("first", USUAL);
    assertThat(pacer.reserve(first, REPLACE)).isZero();
    spendAll(197);
    pacer.reserve(turn("second", USUAL), REPLACE);
    pacer.settle(first.resource(), false);
    spendAll(3);
    assertThat(pacer.reserve(first, REPLACE)).isEqualTo(Duration.ofMillis(300));
    pacer.settle(first.resource(), true);
    assertThat(pacer.reserve(first, REPLACE)).isEqualTo(Duration.ofMillis(600));
  }

  @Test
  void theOrderIsBrokenThenUnseenThenNearestDeadlineThenCanariesThenTheRestThenBackground() {
    List<Urgency> mixed =
        new ArrayList<>(
            List.of(
                Urgency.BACKGROUND,
                USUAL,
                new Urgency(Band.CANARY, null),
                new Urgency(Band.UNSEEN, null),
                new Urgency(Band.DUE, SOON.plusSeconds(60)),
                new Urgency(Band.DUE, SOON),
                BROKEN));
    mixed.sort(null);
    assertThat(mixed)
        .containsExactly(
            BROKEN,
            new Urgency(Band.UNSEEN, null),
            new Urgency(Band.DUE, SOON),
            new Urgency(Band.DUE, SOON.plusSeconds(60)),
            new Urgency(Band.CANARY, null),
            USUAL,
            Urgency.BACKGROUND);
  }

  @Test
  void whoStaysAwayLosesItsPlaceAndHoldsNobodyUp() {
    spendAll();
    pacer.reserve(turn("gone", USUAL), new Cost(0, 150));
    clock.tick(Duration.ofSeconds(12));
    assertThat(pacer.reserve(turn("here", USUAL), REPLACE)).isPositive();
    clock.tick(Duration.ofSeconds(14));
    assertThat(pacer.reserve(turn("here", USUAL), REPLACE)).isZero();
  }

  @Test
  void whatATurnDoesNotSpendIsFreeForOthers() {
    Turn turn = turn("a", USUAL);
    pacer.reserve(turn, REPLACE);
    send(turn);
    pacer.settle(turn.resource(), false);
    pacer.unanswered(SUBSCRIPTION, WRITES);
    assertThat(pacer.left(SUBSCRIPTION, WRITES)).isEqualTo(199);
  }

  @Test
  void whatATurnHasLeftIsUsedBeforeMoreIsPaid() {
    Turn turn = turn("a", USUAL);
    pacer.reserve(turn, REPLACE);
    send(turn);
    assertThat(pacer.reserve(turn, REPLACE)).isZero();
    assertThat(pacer.left(SUBSCRIPTION, WRITES)).isEqualTo(197);
  }

  @Test
  void aCallThatWasNotPaidForWaitsAMomentAndIsThenNotSent() {
    spendAll();
    pacer.reserve(turn("ahead", USUAL), new Cost(0, 190));
    Turn late = turn("late", USUAL);
    Instant start = clock.instant();
    CallFailed failure = catchThrowableOfType(CallFailed.class, () -> send(late));
    assertThat(failure.kind()).isEqualTo(CallFailed.Kind.THROTTLED);
    assertThat(failure.effectPossible()).isFalse();
    assertThat(failure.retryAfter()).isPositive();
    assertThat(Duration.between(start, clock.instant()))
        .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
  }

  @Test
  void backgroundWorkLeavesAFifthToOthers() {
    Turn other = turn("other", USUAL);
    pacer.reserve(other, new Cost(0, 161));
    assertThat(catchThrowableOfType(CallFailed.class, () -> pacer.admit(SUBSCRIPTION, WRITES)))
        .isNull();
    pacer.reserve(turn("more", USUAL), new Cost(0, 50));
    assertThat(catchThrowableOfType(CallFailed.class, () -> pacer.admit(SUBSCRIPTION, WRITES)))
        .isNotNull();
  }

  @Test
  void otherProgramsThatSpendTheSameBucketAreSeen() {
    send(turn("a", USUAL));
    pacer.answered(SUBSCRIPTION, WRITES, 200, remaining("writes", "5"));
    assertThat(pacer.left(SUBSCRIPTION, WRITES)).isEqualTo(5);
    assertThat(pacer.left(SUBSCRIPTION, READS)).isEqualTo(250);
  }

  @Test
  void whatIsPaidForAndUnderWayComesOffWhatAzureSays() {
    Turn a = turn("a", USUAL);
    pacer.reserve(a, REPLACE);
    send(a);
    send(turn("b", USUAL));
    pacer.answered(SUBSCRIPTION, WRITES, 200, remaining("writes", "100"));
    assertThat(pacer.left(SUBSCRIPTION, WRITES)).isEqualTo(97);
  }

  @Test
  void aRefusalClosesTheWholeBucketForAsLongAsAzureAsks() {
    send(turn("a", USUAL));
    HttpHeaders headers = new HttpHeaders().set(HttpHeaderName.RETRY_AFTER, "17");
    pacer.answered(SUBSCRIPTION, WRITES, 429, headers);
    assertThat(pacer.reserve(turn("broken", BROKEN), new Cost(0, 1)))
        .isEqualTo(Duration.ofMillis(17_100));
    assertThat(pacer.reserve(turn("a", USUAL), new Cost(1, 0))).isZero();
    assertThat(meters.counter("rekey.arm.throttled", "kind", "writes").count()).isEqualTo(1);
  }

  @Test
  void noWaitIsLongerThanAMinute() {
    spendAll();
    for (int i = 0; i < 1000; i++) {
      pacer.reserve(turn("r" + i, USUAL), REPLACE);
    }
    assertThat(pacer.reserve(turn("last", USUAL), REPLACE)).isEqualTo(Duration.ofMinutes(1));
    assertThat(pacer.waiting(Band.USUAL)).isEqualTo(1001);
  }

  @Test
  void learnsWhatItUsuallyTakes() {
    for (int resource = 0; resource < 60; resource++) {
      Turn turn = turn("r" + resource, USUAL);
      for (int call = 0; call < 12; call++) {
        send(turn);
        pacer.unanswered(SUBSCRIPTION, WRITES);
      }
      pacer.settle(turn.resource(), true);
      clock.tick(Duration.ofSeconds(2));
    }
    Spending writes = pacer.spending().get(1);
    assertThat(writes.kind()).isEqualTo("writes");
    assertThat(writes.usual()).isBetween(11.9, 12.0);
    assertThat(writes.begun()).isZero();
  }

  private static HttpHeaders remaining(String kind, String left) {
    return new HttpHeaders()
        .set(HttpHeaderName.fromString("x-ms-ratelimit-remaining-subscription-" + kind), left);
  }
}
