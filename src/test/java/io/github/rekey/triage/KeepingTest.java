package io.github.rekey.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.ResourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeepingTest {
  private static final Instant NOON = Instant.parse("2027-01-10T12:00:00Z");
  private static final Scope CHAT =
      new Scope.Resource(
          new ResourceId(
              "/subscriptions/s/resourceGroups/g/providers/Microsoft.SignalRService/signalR/chat"));
  private List<Alert> kept = List.of();

  private Keeping.Change come(Alert alert) {
    Keeping.Change change = Keeping.of(kept, alert);
    kept = change.applied(kept, alert);
    return change;
  }

  @Test
  void ofOneFactTheFirstThreeAndTheOneThatOccurredLastAreKeptInTheOrderOfArrival() {
    IntStream.range(0, 1000).forEach(i -> come(failure(i, i + " closes")));
    assertThat(kept).extracting(KeepingTest::second).containsExactly(0L, 1L, 2L, 999L);
  }

  @Test
  void whatComesLateDoesNotReplaceWhatOccurredAfterIt() {
    IntStream.range(0, 4).forEach(i -> come(failure(100 + i, "closes")));
    assertThat(come(failure(50, "closes"))).isInstanceOf(Keeping.Change.Count.class);
    assertThat(kept).extracting(KeepingTest::second).containsExactly(100L, 101L, 102L, 103L);
  }

  @Test
  void theVeryAlertThatIsKeptIsKnown() {
    come(failure(1, "closes"));
    assertThat(come(failure(1, "closes"))).isInstanceOf(Keeping.Change.Known.class);
    assertThat(kept).hasSize(1);
  }

  @Test
  void everyTrackingIdSlotDeadlineAndSymptomIsAFactOfItsOwn() {
    for (int copy = 0; copy < 50; copy++) {
      come(notice("a" + copy, "A-1", null, null));
      come(notice("b" + copy, "B-1", null, null));
      come(notice("c" + copy, "A-1", KeySlot.PRIMARY, null));
      come(notice("d" + copy, "A-1", null, NOON));
      come(failure(copy, "refused at negotiate"));
      come(failure(1000 + copy, "closed by the server"));
    }
    assertThat(kept).hasSize(6 * (Keeping.FIRST + 1));
    assertThat(kept.stream().map(Gist::of).distinct()).hasSize(6);
  }

  @Test
  void aStormInWhichEveryAlertDiffersStaysWithinItsBoundAndLosesNoSlot() {
    for (int i = 0; i < 5000; i++) {
      come(notice("n" + i, "T-" + i, null, null));
    }
    come(notice("slot", "late", KeySlot.SECONDARY, null));
    come(failure(9999, "closes"));
    assertThat(kept).hasSize(Keeping.MOST + 2);
    assertThat(kept)
        .anyMatch(
            alert ->
                alert instanceof Alert.MandatoryNotice notice && notice.slot() == KeySlot.SECONDARY)
        .anyMatch(Alert.AuthFailure.class::isInstance);
  }

  @Test
  void theLatestFailureIsKeptInWhateverOrderTheyCome() {
    List<Integer> order = new ArrayList<>(IntStream.range(0, 500).boxed().toList());
    Collections.shuffle(order, new Random(3));
    order.forEach(i -> come(failure(i, "closes")));
    assertThat(kept).extracting(KeepingTest::second).contains(499L);
  }

  private static long second(Alert alert) {
    return alert.origin().occurredAt().getEpochSecond() - NOON.getEpochSecond();
  }

  private static Alert failure(int second, String symptom) {
    return new Alert.AuthFailure(
        new Origin("rule", "f" + second + symptom, NOON.plusSeconds(second)), CHAT, symptom);
  }

  private static Alert notice(
      String id, String tracking, @Nullable KeySlot slot, @Nullable Instant deadline) {
    return new Alert.MandatoryNotice(
        new Origin("health", id, NOON), CHAT, tracking, "Regenerate", slot, deadline);
  }
}
