package io.github.rekey.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rekey.TickingClock;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.JournalEntry;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.RotationId;
import io.github.rekey.rotation.ToyAzure;
import io.github.rekey.triage.ResourceWork.Next;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person is answered who steers a rotation, that it is woken, and how its end is told. */
class SteeringAnswersTest {
  private static final Fence HELD = () -> {};
  private final TickingClock clock = new TickingClock();
  private final ToyAzure azure = new ToyAzure();
  private final PaperIncidents incidents = new PaperIncidents();
  private final List<Feed.Happening> feed = new ArrayList<>();
  private final ToyTriage triage =
      new ToyTriage(azure, incidents, ToyTriage.fleet(azure), Policy.standard(), feed::add, clock);
  private final Steering steering = triage.steering;
  private String id;

  @BeforeEach
  void begin() {
    incidents.attach(ToyAzure.RESOURCE, Alerts.notice(null), clock.instant());
    triage.responder.turn(ToyAzure.RESOURCE, HELD);
    id = incidents.all().get(0).id().value();
  }

  private void woken(Answer answer, String sentence) {
    assertThat(answer).isEqualTo(new Answer.Accepted(id, sentence));
    assertThat(triage.woken).containsExactly(ToyAzure.RESOURCE);
    triage.woken.clear();
  }

  private void work() {
    for (int i = 0; i < 3000; i++) {
      Next next = triage.responder.turn(ToyAzure.RESOURCE, HELD);
      if (next instanceof Next.Idle) {
        return;
      }
      Duration delay = ((Next.After) next).delay();
      clock.tick(delay.isZero() ? Duration.ofMillis(5) : delay);
    }
    throw new AssertionError("never idle");
  }

  private List<String> endings() {
    return feed.stream()
        .filter(happening -> happening.kind().equals("rotation-ended"))
        .map(Feed.Happening::sentence)
        .toList();
  }

  @Test
  void whatIsOrderedWakesTheRotationAndSaysWhenItCounts() {
    woken(
        steering.pause(id, "ada"),
        "it holds before its next step, once the attempt under way is over");
    woken(steering.resume(id), "it goes on");
    woken(steering.retry(id, "ada"), "its step is tried now");
    woken(
        steering.abort(id, "ada"),
        "it ends before its next step, once the attempt under way is over");
  }

  @Test
  void whatIsNotPausedByItselfIsNotResumedThoughEverythingIsPaused() {
    triage.controls.pause(true, "ada");
    assertThat(steering.resume(id))
        .isEqualTo(new Answer.Conflict("rotation " + id + " is not paused by itself"));
    assertThat(triage.woken).isEmpty();
  }

  @Test
  void whatHasEndedWellIsNotSteeredAndSaysSo() {
    work();
    Answer ended = new Answer.Conflict("rotation " + id + " has already ended");
    assertThat(steering.abort(id, "ada")).isEqualTo(ended);
    assertThat(steering.pause(id, "ada")).isEqualTo(ended);
    assertThat(steering.resume(id)).isEqualTo(ended);
    assertThat(steering.retry(id, "ada"))
        .isEqualTo(
            new Answer.Conflict("rotation " + id + " ended well; there is nothing to retry"));
    assertThat(triage.woken).isEmpty();
  }

  @Test
  void whatIsNotThereIsNotSteeredAndSaysWhereToLook() {
    assertThat(steering.pause("rot-9", "ada"))
        .isEqualTo(new Answer.NotFound("there is no rotation rot-9; list them with: status"));
  }

  @Test
  void aTurnThatLostItsFenceAbortsNothing() {
    steering.abort(id, "ada");
    Fence lost =
        () -> {
          throw new Fence.Superseded("another turn has begun");
        };
    assertThatThrownBy(() -> triage.responder.turn(ToyAzure.RESOURCE, lost))
        .isInstanceOf(Fence.Superseded.class);
    assertThat(incidents.running(ToyAzure.RESOURCE)).isPresent();
    assertThat(incidents.recent(1).get(0).state()).isEqualTo(Incident.State.ROTATING);
  }

  @Test
  void anAbortIsToldWithWhoMadeIt() {
    steering.abort(id, "ada");
    work();
    assertThat(endings()).containsExactly("aborted by ada");
    assertThat(incidents.recent(1).get(0).verdict().sentence())
        .isEqualTo("aborted by ada; retry to have it judged anew");
  }

  @Test
  void newAlertsAfterAnAbortAreLookedAtAtOnceAndOnlyAsk() {
    steering.abort(id, "ada");
    work();
    incidents.attach(ToyAzure.RESOURCE, Alerts.notice(null), clock.instant());
    assertThat(triage.responder.turn(ToyAzure.RESOURCE, HELD))
        .isEqualTo(new Next.After(Duration.ZERO));
    assertThat(triage.responder.turn(ToyAzure.RESOURCE, HELD)).isEqualTo(new Next.Idle());
    assertThat(incidents.running(ToyAzure.RESOURCE)).isEmpty();
  }

  @Test
  void anAbortThatNobodyAnsweredIsAskedAboutAgainWithAPlan() {
    steering.abort(id, "ada");
    work();
    clock.tick(ToyTriage.HOLD_FOR.minusMillis(1));
    work();
    assertThat(incidents.recent(1).get(0).question().plan()).as("not before its time").isNull();
    clock.tick(Duration.ofMillis(1));
    assertThat(triage.responder.turn(ToyAzure.RESOURCE, HELD)).isEqualTo(new Next.Idle());
    assertThat(incidents.recent(1).get(0).verdict().reason()).isEqualTo(Reason.ROTATION_ABORTED);
    assertThat(incidents.recent(1).get(0).verdict().sentence())
        .startsWith("asked again, since nobody answered for 4h; approve to go on with: ");
    assertThat(incidents.recent(1).get(0).question().plan()).isNotNull();
  }

  private void somebodyElseReplacesTheNewKey() {
    List<String> once = new ArrayList<>(List.of("after write settings"));
    azure.outside =
        point -> {
          if (once.remove(point)) {
            azure.replace(KeySlot.SECONDARY);
          }
        };
  }

  @Test
  void whereSomebodyElseCutConsumersOffItEndsAndIsJudgedAnewUnasked() {
    somebodyElseReplacesTheNewKey();
    work();
    assertThat(endings().get(0)).startsWith("failed: WORLD_CHANGED: ");
    assertThat(feed).noneMatch(happening -> happening.kind().equals("question"));
    assertThat(azure.keys.values()).contains(azure.usedByApp);
  }

  @Test
  void whatEndedThatWayIsNotSaidToRotateAnyMore() {
    somebodyElseReplacesTheNewKey();
    while (endings().isEmpty()) {
      clock.tick(Duration.ofSeconds(1));
      triage.responder.turn(ToyAzure.RESOURCE, HELD);
    }
    assertThat(incidents.recent(1).get(0).state()).isEqualTo(Incident.State.OPEN);
  }

  @Test
  void aJournalThatDoesNotFitStopsItAndAsks() {
    JournalEntry foreign = new JournalEntry.Started(clock.instant(), 5, 1);
    RotationId rotation = incidents.all().get(0).id();
    triage.journal.append(rotation, triage.journal.entries(rotation).size(), foreign, HELD);
    assertThat(triage.responder.turn(ToyAzure.RESOURCE, HELD)).isEqualTo(new Next.Idle());
    assertThat(endings()).singleElement().asString().startsWith("failed: JOURNAL_MISMATCH: ");
    assertThat(incidents.recent(1).get(0).state()).isEqualTo(Incident.State.ASKING);
  }

  @Test
  void aGoodEndIsTold() {
    work();
    assertThat(endings()).containsExactly("done");
  }

  @Test
  void aBadEndIsToldWithItsReason() {
    azure.nextDeliveryFails = new CallFailed(CallFailed.Kind.NO_RIGHT, "403", false, null, null);
    work();
    assertThat(endings()).singleElement().asString().startsWith("failed: ").contains("403");
    assertThat(incidents.recent(1).get(0).verdict().sentence())
        .startsWith("NO_RIGHT: ")
        .contains("403", "; approve to go on with: ");
  }
}
