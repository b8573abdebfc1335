package io.github.rekey.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.JournalEntry;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.rotation.RotationState;
import io.github.rekey.rotation.StepKind;
import io.github.rekey.rotation.ToyAzure;
import io.github.rekey.triage.ResourceWork.Next;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Abort, pause, resume and retry of one rotation that runs. */
class SteeringTest {
  private final TickingClock clock = new TickingClock();
  private final ToyAzure azure = new ToyAzure();
  private final PaperIncidents incidents = new PaperIncidents();
  private final List<Feed.Happening> feed = new ArrayList<>();
  private boolean configured = true;
  private final Fleet fleet =
      new Fleet() {
        @Override
        public List<ManagedResource> all() {
          return configured ? List.of(azure.resource()) : List.of();
        }

        @Override
        public Optional<ManagedResource> find(ResourceId id) {
          return all().stream().filter(resource -> resource.id().equals(id)).findFirst();
        }
      };
  private final ToyTriage triage =
      new ToyTriage(azure, incidents, fleet, Policy.standard(), feed::add, clock);

  @BeforeEach
  void begin() {
    azure.appIgnoresRestart = true;
    incidents.attach(ToyAzure.RESOURCE, Alerts.notice(null), clock.instant());
    turnsUntil(() -> !incidents.all().isEmpty() && at(StepKind.PROVE_CONSUMERS));
    turns(3);
  }

  private Rotation rotation() {
    return incidents.all().get(0);
  }

  private String id() {
    return rotation().id().value();
  }

  private RotationState state() {
    return RotationState.fold(rotation().plan(), triage.journal.entries(rotation().id()));
  }

  private boolean at(StepKind kind) {
    return rotation().plan().steps().get(state().step()).kind() == kind;
  }

  private interface Condition {
    boolean met();
  }

  private void turnsUntil(Condition condition) {
    for (int i = 0; i < 500 && !condition.met(); i++) {
      turns(1);
    }
    assertThat(condition.met()).isTrue();
  }

  private void turns(int many) {
    for (int i = 0; i < many; i++) {
      Next next = triage.responder.turn(ToyAzure.RESOURCE, () -> {});
      assertThat(next).isNotNull();
      if (next instanceof Next.After after) {
        clock.tick(after.delay().isZero() ? Duration.ofMillis(5) : after.delay());
      }
    }
  }

  private Incident incident() {
    return incidents.recent(1).get(0);
  }

  @Test
  void abortEndsItAtItsNextTurnAndAsks() {
    assertThat(triage.steering.abort(id(), "ada")).isInstanceOf(Answer.Accepted.class);
    assertThat(incidents.ending(rotation())).as("the attempt under way ends first").isEmpty();
    turns(1);
    assertThat(incidents.ending(rotation())).contains(Incidents.Ending.ABORTED);
    assertThat(incident().state()).isEqualTo(Incident.State.ASKING);
    assertThat(incident().verdict().reason()).isEqualTo(Reason.ROTATION_ABORTED);
    int regenerated = azure.regenerated.size();
    turns(20);
    assertThat(azure.regenerated).hasSize(regenerated);
    assertThat(triage.steering.abort(id(), "ada")).isInstanceOf(Answer.Conflict.class);
  }

  @Test
  void alertsAfterAnAbortAskAnewAndDoNotStartItAgain() {
    triage.steering.abort(id(), "ada");
    turns(1);
    incidents.attach(ToyAzure.RESOURCE, Alerts.authFailure(clock.instant()), clock.instant());
    turns(20);
    assertThat(incidents.all()).hasSize(1);
    assertThat(incident().verdict().reason()).isEqualTo(Reason.ROTATION_ABORTED);
    assertThat(incident().verdict().sentence()).contains("new alerts came after the abort");
    assertThat(incident().question().plan()).as("may be approved now").isNotNull();
  }

  @Test
  void aPausedRotationCanBeAborted() {
    triage.steering.pause(id(), "ada");
    turns(2);
    triage.steering.abort(id(), "bob");
    turns(1);
    assertThat(incidents.ending(rotation())).contains(Incidents.Ending.ABORTED);
  }

  @Test
  void aRotationWhoseResourceIsConfiguredNoLongerCanBeAborted() {
    configured = false;
    turns(5);
    assertThat(incidents.running(ToyAzure.RESOURCE)).isPresent();
    triage.steering.abort(id(), "ada");
    turns(1);
    assertThat(incidents.ending(rotation())).contains(Incidents.Ending.ABORTED);
    assertThat(incident().state()).isEqualTo(Incident.State.ASKING);
  }

  @Test
  void pauseHoldsItBetweenTwoLooksOfAStepAndResumeGoesOnThere() {
    int step = state().step();
    triage.steering.pause(id(), "ada");
    turns(1);
    int entries = state().entries();
    azure.usedByApp = azure.stored.get("settings");
    turns(50);
    assertThat(state().entries()).as("nothing more happens").isEqualTo(entries);
    assertThat(state().pausedSince()).isNotNull();
    assertThat(triage.steering.resume(id())).isInstanceOf(Answer.Accepted.class);
    assertThat(triage.steering.resume(id())).isInstanceOf(Answer.Conflict.class);
    turnsUntil(() -> state().step() > step);
    turnsUntil(() -> incidents.ending(rotation()).isPresent());
    assertThat(incidents.ending(rotation())).contains(Incidents.Ending.DONE);
  }

  @Test
  void thePauseOfEverythingIsHonouredBetweenTwoLooksOfAStep() {
    triage.controls.pause(true, "ada");
    turns(1);
    int entries = state().entries();
    turns(50);
    assertThat(state().entries()).isEqualTo(entries);
    assertThat(last()).isInstanceOf(JournalEntry.Paused.class);
    triage.controls.pause(false, "ada");
    turns(1);
    assertThat(last()).isInstanceOf(JournalEntry.Resumed.class);
  }

  private JournalEntry last() {
    List<JournalEntry> entries = triage.journal.entries(rotation().id());
    return entries.get(entries.size() - 1);
  }

  @Test
  void theTimePausedDoesNotCountAgainstTheStepsDeadline() {
    triage.steering.pause(id(), "ada");
    turns(1);
    clock.tick(Duration.ofDays(3));
    triage.steering.resume(id());
    turns(3);
    assertThat(incidents.ending(rotation())).as("it waits as before").isEmpty();
    assertThat(state().held()).isGreaterThanOrEqualTo(Duration.ofDays(3));
    turnsUntil(() -> incidents.ending(rotation()).isPresent());
    assertThat(incident().verdict().sentence()).contains("TIMED_OUT");
  }

  @Test
  void aPauseIsRemindedOfAgainAndAgain() {
    triage.steering.pause(id(), "ada");
    turns(3);
    assertThat(reminders()).isEmpty();
    for (int time = 1; time <= 2; time++) {
      clock.tick(ToyTriage.HOLD_FOR);
      turns(3);
      assertThat(reminders()).hasSize(time);
    }
    assertThat(reminders().get(0)).contains("by ada; resume or abort it");
  }

  private List<String> reminders() {
    return feed.stream()
        .filter(happening -> happening.kind().equals("reminder"))
        .map(Feed.Happening::sentence)
        .toList();
  }

  @Test
  void retryOfAnAbortedRotationHasItsIncidentJudgedAnew() {
    triage.steering.abort(id(), "ada");
    turns(1);
    azure.appIgnoresRestart = false;
    azure.usedByApp = azure.stored.get("settings");
    assertThat(triage.steering.retry(id(), "ada")).isInstanceOf(Answer.Accepted.class);
    turnsUntil(() -> incident().state() == Incident.State.CLOSED);
    assertThat(azure.keys.values()).contains(azure.usedByApp);
    String second = incidents.all().get(incidents.all().size() - 1).id().value();
    assertThat(triage.steering.retry(second, "ada")).isInstanceOf(Answer.Conflict.class);
  }

  @Test
  void whatIsNotThereIsNotSteered() {
    assertThat(triage.steering.abort("rot-none", "ada")).isInstanceOf(Answer.NotFound.class);
    assertThat(triage.steering.retry("rot-none", "ada")).isInstanceOf(Answer.NotFound.class);
    assertThat(triage.steering.resume(id())).isInstanceOf(Answer.Conflict.class);
  }
}
