package io.github.rekey.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.PaperJournals;
import io.github.rekey.rotation.Plan;
import io.github.rekey.rotation.PlanKind;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.rotation.RotationId;
import io.github.rekey.rotation.ToyAzure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a deadline that is not met is told as it nears, and which ones are met. */
class DeadlineWatchTest {
  private static final Instant DUE = Alerts.NOON.plus(Duration.ofDays(10));
  private final TickingClock clock = new TickingClock(Alerts.NOON);
  private final PaperIncidents incidents = new PaperIncidents();
  private final PaperDeadlines deadlines = new PaperDeadlines();
  private final List<Feed.Happening> feed = new ArrayList<>();
  private final DeadlineWatch watch =
      new DeadlineWatch(
          deadlines,
          Escalation.standard(),
          incidents,
          new Histories(
              incidents,
              new ExpectedFailures(incidents, new PaperJournals(), Duration.ofMinutes(7))),
          new Announcer(feed::add, clock),
          clock);

  private static Deadline deadline(String incident, @Nullable Instant announced) {
    return new Deadline(
        ToyAzure.RESOURCE, "TRK-1", incident, "regenerate", Alerts.NOON, DUE, announced);
  }

  @BeforeEach
  void noticed() {
    incidents.attach(ToyAzure.RESOURCE, Alerts.notice(null), Alerts.NOON);
    deadlines.open.add(deadline("inc-1", null));
  }

  private Incident incident() {
    return incidents.find("inc-1").orElseThrow();
  }

  private void stands(Incident.State state, Reason reason, String sentence) {
    incidents.save(incident().with(state, new Verdict.Ignore(reason, sentence), null, null));
  }

  private String toldAt(Duration afterNoon) {
    clock.tick(Duration.between(clock.instant(), Alerts.NOON.plus(afterNoon)));
    assertThat(watch.look()).hasSize(1);
    assertThat(feed).hasSize(1);
    assertThat(feed.get(0).kind()).isEqualTo("deadline");
    return feed.get(0).sentence();
  }

  @ParameterizedTest
  @CsvSource({
    "PT120H, '5 days left'",
    "PT192H, '2 days left'",
    "PT193H, '47 h left'",
    "PT238H, '2 h left'",
    "PT238H1M, '119 min left'",
    "PT239H59M, '1 min left'",
    "PT239H59M1S, '59 s left'",
    "PT240H, 'it is over'",
    "PT240H1S, 'it passed 1 s ago'",
    "PT300H, 'it passed 2 days ago'"
  })
  void saysHowMuchTimeIsLeftInWordsThatFitIt(Duration passed, String left) {
    assertThat(toldAt(passed)).contains("new keys are due by " + DUE + ", " + left + "; ");
  }

  @ParameterizedTest
  @CsvSource({
    "WAITING, 'it waits (outside of windows)'",
    "ROTATING, 'a rotation is under way'",
    "CLOSED, 'nothing will be done by itself (outside of windows)'"
  })
  void saysWhatIsLeftToDo(Incident.State state, String undone) {
    stands(state, Reason.OUTSIDE_WINDOW, "outside of windows");
    assertThat(toldAt(Duration.ofHours(120))).endsWith("; " + undone);
  }

  @Test
  void whoIsAskedIsToldTheCommandsThatAnswer() {
    stands(Incident.State.ASKING, Reason.APPROVAL_REQUIRED, "mode is approve");
    assertThat(toldAt(Duration.ofHours(120)))
        .endsWith(
            "it waits for an answer (mode is approve): rekey approve inc-1, or: rekey reject inc-1");
  }

  @Test
  void whatIsNotJudgedYetIsSaidToBeSo() {
    assertThat(toldAt(Duration.ofHours(120))).endsWith("; it is not judged yet");
  }

  @Test
  void eachStepIsToldOnce() {
    toldAt(Duration.ofHours(120));
    toldAt(Duration.ofHours(121));
    clock.tick(Duration.ofHours(95));
    watch.look();
    assertThat(feed).hasSize(2);
  }

  @Test
  void nothingIsToldBeforeTheFirstStep() {
    clock.tick(Duration.ofHours(119));
    assertThat(watch.look()).hasSize(1);
    assertThat(feed).isEmpty();
  }

  @Test
  void aStepThatAnotherReplicaToldIsNotToldAgain() {
    deadlines.toldElsewhere = true;
    clock.tick(Duration.ofHours(120));
    assertThat(watch.look()).hasSize(1);
    assertThat(feed).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"NOTICE_SATISFIED", "RESOURCE_GONE", "LOCAL_AUTH_DISABLED", "IDENTITY_BASED"})
  void aClosedMatterThatLeavesNothingToDoIsMet(Reason reason) {
    stands(Incident.State.CLOSED, reason, "done");
    clock.tick(Duration.ofHours(120));
    assertThat(watch.look()).isEmpty();
    assertThat(deadlines.met).containsExactly(clock.instant());
    assertThat(feed).isEmpty();
  }

  @Test
  void whatIsStillOpenIsNotMetThoughItsVerdictSoundsLikeIt() {
    stands(Incident.State.OPEN, Reason.NOTICE_SATISFIED, "done");
    assertThat(watch.look()).hasSize(1);
    assertThat(deadlines.met).isEmpty();
  }

  @Test
  void aMatterThatWasRejectedIsNotMet() {
    stands(Incident.State.CLOSED, Reason.OPERATOR_REQUEST, "rejected by ada");
    assertThat(watch.look()).hasSize(1);
    assertThat(deadlines.met).isEmpty();
  }

  @Test
  void aDeadlineWhoseIncidentIsNoMoreIsFollowedNoLonger() {
    deadlines.open.clear();
    deadlines.open.add(deadline("inc-9", null));
    assertThat(watch.look()).isEmpty();
    assertThat(deadlines.open).isEmpty();
  }

  /** Its rotation replaced both keys, and it was closed; the same notice came again since. */
  private void carriedOutAndNoticedAgain() {
    Rotation rotation =
        new Rotation(
            new RotationId("rot-1"),
            "inc-1",
            ToyAzure.RESOURCE,
            new Plan(PlanKind.STANDBY_FIRST, KeySlot.SECONDARY, List.of()),
            Alerts.NOON);
    incidents.start(incident(), rotation, 9);
    incidents.end(rotation, Incidents.Ending.DONE, Alerts.NOON);
    incidents.save(incident().with(Incident.State.CLOSED, null, null, Alerts.NOON));
    incidents.attach(ToyAzure.RESOURCE, Alerts.notice(null), Alerts.NOON);
    deadlines.open.clear();
    deadlines.open.add(deadline("inc-2", null));
  }

  @Test
  void aNoticeThatWasCarriedOutIsMetThoughItsIncidentIsOpenForAnotherReason() {
    carriedOutAndNoticedAgain();
    Alert wish = Alerts.report(Alert.OperatorReport.Kind.ROTATE);
    incidents.attach(ToyAzure.RESOURCE, wish, Alerts.NOON);
    assertThat(watch.look()).isEmpty();
    assertThat(deadlines.met).hasSize(1);
  }

  @Test
  void aNoticeIsNotMetBecauseAnotherOneWasCarriedOut() {
    carriedOutAndNoticedAgain();
    deadlines.open.clear();
    deadlines.open.add(
        new Deadline(ToyAzure.RESOURCE, "TRK-2", "inc-2", "t", Alerts.NOON, DUE, null));
    assertThat(watch.look()).hasSize(1);
    assertThat(deadlines.met).isEmpty();
  }
}
