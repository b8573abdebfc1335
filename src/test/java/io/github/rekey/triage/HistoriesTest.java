package io.github.rekey.triage;

import static io.github.rekey.rotation.KeySlot.PRIMARY;
import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import io.github.rekey.rotation.FailureKind;
import io.github.rekey.rotation.JournalEntry;
import io.github.rekey.rotation.PaperJournals;
import io.github.rekey.rotation.Plan;
import io.github.rekey.rotation.Plans;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.rotation.RotationId;
import io.github.rekey.rotation.StepKind;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.rotation.Timing;
import io.github.rekey.rotation.ToyAzure;
import io.github.rekey.triage.Incident.State;
import io.github.rekey.triage.Incidents.Ending;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts as done before, read from earlier incidents, their rotations and their journals. */
class HistoriesTest {
  private final TickingClock clock = new TickingClock(Alerts.NOON);
  private final PaperIncidents incidents = new PaperIncidents();
  private final PaperJournals journals = new PaperJournals();
  private final ExpectedFailures expected =
      new ExpectedFailures(incidents, journals, Duration.ofMinutes(7));
  private final Plans plans = new Plans(Timing.standard());
  private final Plan both = plans.standbyFirst(SECONDARY, List.of(List.of("vault")));
  private final Plan handOut = plans.redistribute(SECONDARY, List.of(List.of("vault")));
  private int rotations;

  private Incident opened(Alert alert) {
    clock.tick(Duration.ofDays(1));
    return incidents.attach(ToyAzure.RESOURCE, alert, clock.instant());
  }

  /** A rotation of this incident that has done its first steps, the last one with this outcome. */
  private Rotation rotated(Incident incident, Plan plan, int steps, StepOutcome last) {
    Rotation rotation =
        new Rotation(
            new RotationId("rot-" + (++rotations)),
            incident.id(),
            ToyAzure.RESOURCE,
            plan,
            clock.instant());
    incidents.start(
        incidents.find(incident.id()).orElseThrow().with(State.ROTATING, null, null, null),
        rotation,
        99);
    journals.entries(rotation.id());
    for (int step = 0; step < steps; step++) {
      StepOutcome outcome = step == steps - 1 ? last : new StepOutcome.Done("done");
      append(rotation, new JournalEntry.Started(clock.instant(), step, 1));
      append(rotation, new JournalEntry.Ended(clock.instant(), step, 1, outcome));
    }
    return rotation;
  }

  private void append(Rotation rotation, JournalEntry entry) {
    journals.append(rotation.id(), journals.entries(rotation.id()).size(), entry, () -> {});
  }

  private Rotation ended(Incident incident, Plan plan, Ending ending) {
    Rotation rotation = rotated(incident, plan, plan.steps().size(), new StepOutcome.Done("done"));
    incidents.end(rotation, ending, clock.instant());
    return rotation;
  }

  private Rotation healed(Alert alert, Plan plan) {
    Incident incident = opened(alert);
    Rotation rotation = ended(incident, plan, Ending.DONE);
    Incident now = incidents.find(incident.id()).orElseThrow();
    incidents.save(now.with(State.CLOSED, null, null, clock.instant()));
    return rotation;
  }

  private History history() {
    return new Histories(incidents, expected).of(opened(Alerts.authFailure(Alerts.NOON)));
  }

  /** Steps up to and including the first one that replaces a key. */
  private int untilReplaced() {
    return both.steps().stream().map(s -> s.kind()).toList().indexOf(StepKind.REGENERATE) + 1;
  }

  @Test
  void withoutAnythingBeforeNothingIsDone() {
    assertThat(history()).isEqualTo(History.none());
  }

  @Test
  void aNoticeOfAnEarlierHealedIncidentIsDoneHoweverThatHealed() {
    healed(Alerts.notice(null), handOut);
    assertThat(history().noticesDone()).containsExactly("TRK-1");
  }

  @Test
  void whatNobodyConfirmedIsDoneOnlyIfKeysWereReplaced() {
    healed(Alerts.unconfirmed(), handOut);
    assertThat(history().noticesDone()).isEmpty();
  }

  @Test
  void whatNobodyConfirmedIsDoneOnceKeysWereReplaced() {
    healed(Alerts.unconfirmed(), both);
    assertThat(history().noticesDone()).containsExactly("TRK-1");
  }

  @Test
  void theLastHealedIncidentCountsForCooldownAndForWhatIsExpected() {
    healed(Alerts.authFailure(Alerts.NOON), handOut);
    Rotation last = healed(Alerts.authFailure(Alerts.NOON), handOut);
    History history = history();
    assertThat(history.lastEnded()).contains(clock.instant().minus(Duration.ofDays(1)));
    assertThat(history.predictions()).singleElement().isEqualTo(expected.of(last));
    assertThat(history.completed()).isEmpty();
  }

  @Test
  void aRotationThatEndedWellIsCompletedAndOneThatDidNotIsNot() {
    Incident incident = opened(Alerts.notice(null));
    Rotation failed = rotated(incident, both, 1, new StepOutcome.Done("taken"));
    incidents.end(failed, Ending.FAILED, clock.instant());
    Rotation done = ended(incident, handOut, Ending.DONE);
    History history = new Histories(incidents, expected).of(incident);
    assertThat(history.completed()).containsExactly(done);
    assertThat(history.replaced()).isEmpty();
    assertThat(history.predictions()).hasSize(2);
  }

  @Test
  void aRotationThatFailedAfterBothKeysWereNewIsCompletedAllTheSame() {
    Incident incident = opened(Alerts.notice(null));
    Rotation failed = ended(incident, both, Ending.FAILED);
    History history = new Histories(incidents, expected).of(incident);
    assertThat(history.completed()).containsExactly(failed);
    assertThat(history.bothReplaced()).isTrue();
  }

  @Test
  void aRotationThatFailedAfterOneKeyWasNewIsNotCompletedButTheKeyIsNew() {
    Incident incident = opened(Alerts.notice(null));
    Rotation failed =
        rotated(incident, both, untilReplaced() + 1, new StepOutcome.NotYet("x", Duration.ZERO));
    incidents.end(failed, Ending.FAILED, clock.instant());
    History history = new Histories(incidents, expected).of(incident);
    assertThat(history.completed()).isEmpty();
    assertThat(history.onlyReplaced(SECONDARY)).isTrue();
    assertThat(history.onlyReplaced(PRIMARY)).isFalse();
    assertThat(history.bothReplaced()).isFalse();
  }

  @Test
  void aKeyWhoseReplacementFailedOrIsInDoubtIsNotNew() {
    Incident incident = opened(Alerts.notice(null));
    Rotation failed =
        rotated(
            incident, both, untilReplaced(), new StepOutcome.Failed(FailureKind.TIMED_OUT, "late"));
    Rotation doubtful =
        rotated(incident, both, untilReplaced(), new StepOutcome.InDoubt("no answer"));
    assertThat(expected.replaced(failed)).isEmpty();
    assertThat(expected.replaced(doubtful)).isEmpty();
  }

  @Test
  void whatARunningRotationDoesIsExpectedUntilItEnds() {
    Incident incident = opened(Alerts.notice(null));
    assertThat(expected.running(ToyAzure.RESOURCE)).isEmpty();
    Rotation running =
        rotated(incident, both, untilReplaced(), new StepOutcome.InDoubt("no answer"));
    assertThat(expected.running(ToyAzure.RESOURCE)).contains(expected.of(running));
    assertThat(expected.of(running).explains(clock.instant().plus(Duration.ofDays(1)))).isPresent();
    incidents.end(running, Ending.ABORTED, clock.instant());
    assertThat(expected.of(running).proved()).isFalse();
    assertThat(expected.of(running).explains(clock.instant().plus(Duration.ofDays(1)))).isEmpty();
  }
}
