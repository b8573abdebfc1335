package io.github.rekey.triage;

import static io.github.rekey.rotation.KeySlot.PRIMARY;
import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rekey.TickingClock;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.ToyAzure;
import io.github.rekey.triage.ResourceWork.Next;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person's consent counts once, for one plan, in the world that was asked about. */
class ApprovalsTest {
  private static final Policy ASKS_FIRST =
      new Policy(Policy.Mode.APPROVE, 4, 16, 1, Duration.ofMinutes(5), Duration.ofHours(1));

  private final TickingClock clock = new TickingClock();
  private final ToyAzure azure = new ToyAzure();
  private final PaperIncidents incidents = new PaperIncidents();
  private final List<Feed.Happening> feed = new ArrayList<>();
  private ToyTriage triage = triage(ASKS_FIRST);

  private ToyTriage triage(Policy policy) {
    return new ToyTriage(azure, incidents, ToyTriage.fleet(azure), policy, feed::add, clock);
  }

  @BeforeEach
  void ask() {
    raise(Alerts.notice(null));
    work();
    assertThat(only().state()).isEqualTo(Incident.State.ASKING);
    assertThat(azure.regenerated).isEmpty();
  }

  private void raise(Alert alert) {
    incidents.attach(ToyAzure.RESOURCE, alert, clock.instant());
  }

  private void work() {
    for (int i = 0; i < 3000; i++) {
      Next next = triage.responder.turn(ToyAzure.RESOURCE, () -> {});
      if (next instanceof Next.Idle) {
        return;
      }
      Duration delay = ((Next.After) next).delay();
      clock.tick(delay.isZero() ? Duration.ofMillis(5) : delay);
    }
    throw new AssertionError("never idle");
  }

  private Incident only() {
    assertThat(incidents.recent(10)).hasSize(1);
    return incidents.recent(10).get(0);
  }

  private String plan() {
    return only().question().plan();
  }

  private Answer approve(String plan) {
    return triage.decisions.approve(only().id(), plan, "ada");
  }

  private Approvals.Given latest() {
    List<Approvals.Given> all = triage.approvals.of(only().id());
    return all.get(all.size() - 1);
  }

  private static void refused(Answer answer, String because) {
    assertThat(answer).isInstanceOf(Answer.Conflict.class);
    assertThat(((Answer.Conflict) answer).sentence()).contains(because);
  }

  @Test
  void anApprovalStartsTheRotationThatItWasGivenForAndIsUsedUp() {
    assertThat(approve(plan())).isInstanceOf(Answer.Accepted.class);
    assertThat(incidents.all()).as("nothing starts outside the resource's turn").isEmpty();
    work();
    assertThat(azure.regenerated).containsExactly(SECONDARY, PRIMARY);
    assertThat(latest().rotation()).isEqualTo(incidents.all().get(0).id().value());
    assertThat(latest().approval().by()).isEqualTo("ada");
    refused(approve(null), "asks nothing now, it is closed");
  }

  @Test
  void whoApprovesASecondTimeIsToldThatItIsApproved() {
    approve(plan());
    refused(triage.decisions.approve(only().id(), plan(), "bob"), "ada has approved it already");
    work();
    assertThat(incidents.all()).hasSize(1);
  }

  @Test
  void anotherPlansHashApprovesNothing() {
    refused(approve("0123456789abcdef"), "no longer the one you saw: it is " + plan());
    work();
    assertThat(incidents.all()).isEmpty();
  }

  @Test
  void aKeyThatChangedSinceTheQuestionVoidsTheApprovalAndAsksAnew() {
    approve(plan());
    azure.replace(SECONDARY);
    work();
    assertThat(incidents.all()).isEmpty();
    assertThat(latest().voidReason()).contains("the world changed: the secondary key was key-");
    assertThat(only().state()).isEqualTo(Incident.State.ASKING);
    assertThat(only().verdict().sentence())
        .startsWith("the approval by ada is void, the world changed: the secondary key was key-")
        .contains("; approve to go on with: ");
    assertThat(approve(plan())).isInstanceOf(Answer.Accepted.class);
    work();
    assertThat(azure.regenerated).containsExactly(SECONDARY, PRIMARY);
  }

  @Test
  void aTargetThatCameOrHoldsAnotherKeyVoidsTheApproval() {
    approve(plan());
    azure.stored.put("third", azure.keys.get(PRIMARY));
    work();
    assertThat(latest().voidReason()).contains("third is new");
    approve(plan());
    azure.stored.put("third", azure.keys.get(SECONDARY));
    work();
    assertThat(latest().voidReason()).contains("third was key-");
    assertThat(incidents.all()).isEmpty();
  }

  @Test
  void aResourceThatIsGoneVoidsTheApproval() {
    approve(plan());
    azure.gone = true;
    work();
    assertThat(latest().voidReason()).contains("the resource was present and is gone");
    assertThat(only().question().plan()).isNull();
  }

  @Test
  void aLookThatSeesTooLittleVoidsNothing() {
    approve(plan());
    azure.readsFail = new CallFailed(CallFailed.Kind.UNAVAILABLE, "503", false, null, null);
    assertThat(triage.responder.turn(ToyAzure.RESOURCE, () -> {})).isInstanceOf(Next.After.class);
    assertThat(triage.approvals.waiting(only().id())).isPresent();
    azure.readsFail = null;
    work();
    assertThat(azure.regenerated).hasSize(2);
  }

  @Test
  void anApprovalThatWasNotUsedInTimeExpires() {
    approve(plan());
    triage.controls.pause(true, "ada");
    clock.tick(ToyTriage.HOLD_FOR);
    triage.controls.pause(false, "ada");
    work();
    assertThat(incidents.all()).isEmpty();
    assertThat(latest().voidReason()).startsWith("it expired at ");
    assertThat(only().verdict().sentence()).startsWith("the approval by ada is void, it expired");
  }

  @Test
  void whoApprovesAQuestionThatExpiredIsToldSo() {
    clock.tick(ToyTriage.HOLD_FOR);
    refused(approve(plan()), "the question expired, since nobody answered for 4h");
    work();
    assertThat(approve(plan())).as("asked anew").isInstanceOf(Answer.Accepted.class);
  }

  @Test
  void whatSomebodyRejectedMeanwhileIsNotApproved() {
    triage.decisions.reject(only().id(), "bob");
    refused(approve(null), "asks nothing now, it is closed");
    work();
    assertThat(incidents.all()).isEmpty();
  }

  @Test
  void rejectingTakesAnApprovalBack() {
    approve(plan());
    triage.decisions.reject(only().id(), "bob");
    work();
    assertThat(latest().voidReason()).isEqualTo("rejected by bob");
    assertThat(incidents.all()).isEmpty();
  }

  @Test
  void anotherPlanForANewAlertVoidsTheApproval() {
    approve(plan());
    raise(Alerts.report(Alert.OperatorReport.Kind.KEYS_LEAKED));
    work();
    assertThat(latest().voidReason()).isEqualTo("the question is another one by now");
    assertThat(only().verdict().reason()).isEqualTo(Reason.COMPROMISE_REPORTED);
    assertThat(incidents.all()).isEmpty();
  }

  @Test
  void aNewAlertThatChangesNothingLeavesTheApproval() {
    approve(plan());
    raise(Alerts.authFailure(clock.instant()));
    work();
    work();
    assertThat(azure.regenerated).containsExactly(SECONDARY, PRIMARY);
  }

  @Test
  void aTurnThatLostItsFenceUsesNoApproval() {
    approve(plan());
    Fence lost =
        () -> {
          throw new Fence.Superseded("another turn has begun");
        };
    assertThatThrownBy(() -> triage.responder.turn(ToyAzure.RESOURCE, lost))
        .isInstanceOf(Fence.Superseded.class);
    assertThat(incidents.all()).isEmpty();
    assertThat(triage.approvals.waiting(only().id())).isPresent();
  }

  @Test
  void anApprovedPlanWaitsForOtherRotationsButKeepsItsApproval() {
    triage = triage(new Policy(Policy.Mode.APPROVE, 4, 0, 1, Duration.ZERO, Duration.ZERO));
    approve(plan());
    assertThat(triage.responder.turn(ToyAzure.RESOURCE, () -> {}))
        .isEqualTo(new Next.After(Duration.ofSeconds(2)));
    assertThat(feed).noneMatch(happening -> happening.kind().equals("rotation-started"));
    assertThat(incidents.all()).isEmpty();
    assertThat(triage.approvals.waiting(only().id())).isPresent();
  }

  @Test
  void aQuestionThatNobodyAnswersIsAskedAgainAndNeverActs() {
    triage = triage(Policy.standard());
    for (int time = 1; time <= 3; time++) {
      int asked = questions().size();
      work();
      assertThat(questions()).as("not before its time").hasSize(asked);
      clock.tick(ToyTriage.HOLD_FOR);
      work();
      assertThat(questions()).hasSize(asked + 1);
      assertThat(questions().get(asked)).startsWith("asked again, nobody has answered yet: ");
    }
    assertThat(incidents.all()).isEmpty();
    assertThat(only().state()).isEqualTo(Incident.State.ASKING);
  }

  @Test
  void aQuestionAskedAgainSaysWhatChangedMeanwhile() {
    azure.replace(SECONDARY);
    clock.tick(ToyTriage.HOLD_FOR);
    work();
    assertThat(questions().get(questions().size() - 1))
        .startsWith("while nobody answered, the world changed: the secondary key was key-");
  }

  private List<String> questions() {
    return feed.stream()
        .filter(happening -> happening.kind().equals("question"))
        .map(Feed.Happening::sentence)
        .toList();
  }
}
