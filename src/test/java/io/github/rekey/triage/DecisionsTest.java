package io.github.rekey.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import io.github.rekey.rotation.ToyAzure;
import io.github.rekey.triage.Alert.OperatorReport;
import io.github.rekey.triage.ResourceWork.Next;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person is answered who decides, and that the resource is woken to carry it out. */
class DecisionsTest {
  private static final Policy ASKS_FIRST =
      new Policy(Policy.Mode.APPROVE, 4, 16, 1, Duration.ofMinutes(5), Duration.ofHours(1));
  private final TickingClock clock = new TickingClock(Alerts.NOON);
  private final ToyAzure azure = new ToyAzure();
  private final PaperIncidents incidents = new PaperIncidents();
  private final List<Feed.Happening> feed = new ArrayList<>();
  private final ToyTriage triage =
      new ToyTriage(azure, incidents, ToyTriage.fleet(azure), ASKS_FIRST, feed::add, clock);
  private final Decisions decisions = triage.decisions;

  private Incident asking(Alert alert) {
    incidents.attach(ToyAzure.RESOURCE, alert, clock.instant());
    triage.responder.turn(ToyAzure.RESOURCE, () -> {});
    assertThat(incident().state()).isEqualTo(Incident.State.ASKING);
    return incident();
  }

  private Incident incident() {
    return incidents.recent(1).get(0);
  }

  private static String refusal(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Conflict.class);
    return ((Answer.Conflict) answer).sentence();
  }

  @Test
  void anApprovalWakesTheResourceAndSaysUntilWhenItCounts() {
    Answer answer = decisions.approve(asking(Alerts.notice(null)).id(), null, "ada");
    assertThat(triage.woken).containsExactly(ToyAzure.RESOURCE);
    assertThat(answer)
        .isEqualTo(
            new Answer.Accepted(
                "inc-1",
                "approved; it starts once a look shows the keys and targets as they were, until "
                    + clock.instant().plus(ToyTriage.HOLD_FOR)));
  }

  @Test
  void whatIsRefusedWakesNobody() {
    decisions.approve(asking(Alerts.notice(null)).id(), "another-hash", "ada");
    decisions.approve("inc-9", null, "ada");
    assertThat(triage.woken).isEmpty();
  }

  @Test
  void aLeaksPlanIsNotApprovedWithoutItsHash() {
    Incident leak = asking(Alerts.report(OperatorReport.Kind.KEYS_LEAKED));
    assertThat(refusal(decisions.approve(leak.id(), null, "ada")))
        .isEqualTo(
            "this plan replaces keys under their consumers: approve it by its hash, "
                + leak.question().plan());
    assertThat(triage.approvals.waiting(leak.id())).isEmpty();
  }

  @Test
  void aQuestionThatNoPlanAnswersIsNotApprovedAndSaysWhatToDo() {
    azure.stored.clear();
    Incident lost = asking(Alerts.notice(null));
    assertThat(refusal(decisions.approve(lost.id(), null, "ada")))
        .isEqualTo(
            "incident inc-1 asks for a decision that no plan can carry out;"
                + " mend the cause, then retry or reject");
  }

  @Test
  void whoDecidesAboutAnIncidentThatIsNotThereIsToldSo() {
    Answer none = new Answer.NotFound("there is no incident inc-9; list them with: status");
    assertThat(decisions.approve("inc-9", null, "ada")).isEqualTo(none);
    assertThat(decisions.reject("inc-9", "ada")).isEqualTo(none);
    assertThat(decisions.retry("inc-9", "ada")).isEqualTo(none);
  }

  @Test
  void whatAsksNothingIsNeitherRejectedNorJudgedAnew() {
    incidents.attach(ToyAzure.RESOURCE, Alerts.notice(null), clock.instant());
    String sentence = "incident inc-1 asks nothing now, it is open";
    assertThat(refusal(decisions.reject("inc-1", "ada"))).isEqualTo(sentence);
    assertThat(refusal(decisions.retry("inc-1", "ada"))).isEqualTo(sentence);
    assertThat(incident().state()).isEqualTo(Incident.State.OPEN);
  }

  @Test
  void aRejectionClosesTheIncidentAndIsToldWithWhoMadeIt() {
    Answer answer = decisions.reject(asking(Alerts.notice(null)).id(), "bob");
    assertThat(answer).isEqualTo(new Answer.Accepted("inc-1", "incident closed"));
    assertThat(incident().verdict())
        .isEqualTo(new Verdict.Ignore(Reason.OPERATOR_REQUEST, "rejected by bob"));
    assertThat(incident().closedAt()).isEqualTo(clock.instant());
    Feed.Happening last = feed.get(feed.size() - 1);
    assertThat(last.kind()).isEqualTo("incident-closed");
    assertThat(last.sentence()).isEqualTo("rejected by bob");
  }

  @Test
  void aRetryVoidsAnApprovalWakesTheResourceAndHasItJudgedAnew() {
    Incident asking = asking(Alerts.notice(null));
    decisions.approve(asking.id(), null, "ada");
    triage.woken.clear();
    assertThat(decisions.retry(asking.id(), "bob"))
        .isEqualTo(new Answer.Accepted("inc-1", "judged anew"));
    assertThat(incident().state()).isEqualTo(Incident.State.OPEN);
    assertThat(triage.woken).containsExactly(ToyAzure.RESOURCE);
    assertThat(triage.approvals.of("inc-1"))
        .singleElement()
        .satisfies(given -> assertThat(given.voidReason()).isEqualTo("bob had it judged anew"));
  }

  @Test
  void anApprovedRotationIsToldWithWhoApprovedIt() {
    decisions.approve(asking(Alerts.notice(null)).id(), null, "ada");
    assertThat(triage.responder.turn(ToyAzure.RESOURCE, () -> {}))
        .isEqualTo(new Next.After(Duration.ZERO));
    assertThat(incident().verdict().sentence()).endsWith("; approved by ada");
    assertThat(feed.stream().map(Feed.Happening::kind)).endsWith("verdict", "rotation-started");
  }
}
