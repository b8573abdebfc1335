package io.github.rekey.triage;

import static io.github.rekey.rotation.KeySlot.PRIMARY;
import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import io.github.rekey.rotation.AccessKey;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.PaperJournals;
import io.github.rekey.rotation.PlanKind;
import io.github.rekey.rotation.ToyAzure;
import io.github.rekey.triage.Alert.OperatorReport;
import io.github.rekey.triage.ResourceWork.Next;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Alerts in, rotations out: triage and rotation together on the toy Azure. */
class ResponderTest {
  private final TickingClock clock = new TickingClock();
  private final ToyAzure azure = new ToyAzure();
  private final PaperIncidents incidents = new PaperIncidents();
  private final List<Feed.Happening> feed = new ArrayList<>();
  private final Fleet fleet = ToyTriage.fleet(azure);
  private Policy policy = Policy.standard();
  private ToyTriage triage;

  private Responder responder() {
    triage = new ToyTriage(azure, incidents, fleet, policy, feed::add, clock);
    return triage.responder;
  }

  private void raise(Alert alert) {
    AlertRouter router =
        new AlertRouter(
            fleet,
            incidents,
            resource -> {},
            new Announcer(feed::add, clock),
            new OwnIdentity("rekey", null)::made,
            new ExpectedFailures(incidents, new PaperJournals(), policy.expectedAfter()),
            clock);
    router.accept(alert);
  }

  private void work(Responder responder) {
    for (int i = 0; i < 3000; i++) {
      Next next = responder.turn(ToyAzure.RESOURCE, () -> {});
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

  @Test
  void aMandatoryNoticeEndsWithBothKeysNewAndTheIncidentClosed() {
    raise(Alerts.notice(null));
    work(responder());
    assertThat(azure.regenerated).containsExactly(SECONDARY, PRIMARY);
    assertThat(only().state()).isEqualTo(Incident.State.CLOSED);
  }

  @Test
  void copiesOfANoticeCauseOneRotation() {
    raise(Alerts.notice(null));
    raise(Alerts.notice(null));
    work(responder());
    raise(Alerts.notice(null));
    work(responder());
    assertThat(azure.regenerated).containsExactly(SECONDARY, PRIMARY);
  }

  @Test
  void aReplacedKeyIsHealedFirstAndThenTheNoticeIsCarriedOut() {
    azure.replace(PRIMARY);
    raise(Alerts.notice(null));
    work(responder());
    assertThat(incidents.all().stream().map(r -> r.plan().kind()))
        .containsExactly(PlanKind.REDISTRIBUTE, PlanKind.STANDBY_FIRST);
    assertThat(azure.history.get(0)).isEqualTo("write vault");
  }

  @Test
  void authFailuresWithWorkingKeysNeverRegenerate() {
    raise(Alerts.authFailure(clock.instant()));
    work(responder());
    assertThat(azure.regenerated).isEmpty();
    assertThat(only().verdict().reason()).isEqualTo(Reason.NOT_A_KEY_PROBLEM);
  }

  @Test
  void ownCallsOpenNoIncident() {
    raise(Alerts.regeneratedBy("rekey"));
    assertThat(incidents.recent(10)).isEmpty();
  }

  @Test
  void somebodyElsesCallDoesOpenOne() {
    raise(Alerts.regeneratedBy("bob"));
    assertThat(incidents.recent(10)).hasSize(1);
  }

  @Test
  void alertsAboutOtherRegionsOpenNothing() {
    raise(
        new Alert.MandatoryNotice(
            Alerts.origin(Alerts.NOON),
            new Scope.Area("s", "East US"),
            "TRK-2",
            "regenerate",
            null,
            null));
    assertThat(incidents.recent(10)).isEmpty();
  }

  @Test
  void aLeakWaitsForAPersonAndActsOnceApproved() {
    raise(Alerts.report(OperatorReport.Kind.KEYS_LEAKED));
    Responder responder = responder();
    work(responder);
    assertThat(azure.regenerated).isEmpty();
    Incident asking = only();
    assertThat(asking.state()).isEqualTo(Incident.State.ASKING);
    assertThat(triage.decisions.approve(asking.id(), "another-plan", "ada"))
        .isInstanceOf(Answer.Conflict.class);
    assertThat(triage.decisions.approve(asking.id(), asking.question().plan(), "ada"))
        .isInstanceOf(Answer.Accepted.class);
    work(responder);
    assertThat(azure.regenerated).containsExactly(SECONDARY, PRIMARY);
    assertThat(only().state()).isEqualTo(Incident.State.CLOSED);
    assertThat(triage.decisions.approve(asking.id(), asking.question().plan(), "ada"))
        .isInstanceOf(Answer.Conflict.class);
  }

  @Test
  void aRejectedQuestionClosesWithoutActing() {
    raise(Alerts.report(OperatorReport.Kind.KEYS_LEAKED));
    Responder responder = responder();
    work(responder);
    triage.decisions.reject(only().id(), "ada");
    work(responder);
    assertThat(azure.regenerated).isEmpty();
    assertThat(only().state()).isEqualTo(Incident.State.CLOSED);
  }

  @Test
  void aFailedRotationAsksAndMayBeTriedAgain() {
    azure.nextDeliveryFails = new CallFailed(CallFailed.Kind.NO_RIGHT, "403", false, null, null);
    raise(Alerts.notice(null));
    Responder responder = responder();
    work(responder);
    assertThat(only().verdict().reason()).isEqualTo(Reason.ROTATION_FAILED);
    triage.decisions.approve(only().id(), only().question().plan(), "ada");
    work(responder);
    assertThat(only().state()).isEqualTo(Incident.State.CLOSED);
    assertThat(azure.usedByApp).isEqualTo(azure.keys.get(SECONDARY));
  }

  @Test
  void aRotationThatAnUnknownHolderStoppedGoesOnOnceThatIsListed() {
    AccessKey exposed = azure.keys.get(PRIMARY);
    azure.scanned = true;
    azure.unlisted.put("script", new Holding.Key(exposed));
    raise(Alerts.notice(null));
    work(responder());
    assertThat(only().verdict().reason()).isEqualTo(Reason.ROTATION_FAILED);
    assertThat(only().verdict().sentence()).startsWith("UNKNOWN_HOLDER: ").contains("script");
    assertThat(azure.keys.get(PRIMARY)).isEqualTo(exposed);

    azure.unlisted.clear();
    azure.stored.put("script", exposed);
    Responder restarted = responder();
    assertThat(triage.decisions.retry(only().id(), "ada")).isInstanceOf(Answer.Accepted.class);
    work(restarted);
    assertThat(only().state()).isEqualTo(Incident.State.CLOSED);
    assertThat(azure.keys.values()).doesNotContain(exposed);
    assertThat(azure.stored.get("script")).isEqualTo(azure.usedByApp);
    assertThat(azure.keys.values()).contains(azure.usedByApp);
  }

  @Test
  void aRotationThatAnUnknownHolderStoppedGoesOnOnceThatIsGone() {
    azure.scanned = true;
    azure.unlisted.put("script", new Holding.Key(azure.keys.get(PRIMARY)));
    raise(Alerts.notice(null));
    Responder responder = responder();
    work(responder);
    azure.unlisted.clear();
    assertThat(triage.decisions.approve(only().id(), only().question().plan(), "ada"))
        .isInstanceOf(Answer.Accepted.class);
    work(responder);
    assertThat(only().state()).isEqualTo(Incident.State.CLOSED);
    assertThat(azure.keys.values()).contains(azure.usedByApp);
  }

  @Test
  void approvingWithoutListingAnUnknownHolderDoesNotTakeItsKey() {
    AccessKey exposed = azure.keys.get(PRIMARY);
    azure.scanned = true;
    azure.unlisted.put("script", new Holding.Key(exposed));
    raise(Alerts.notice(null));
    Responder responder = responder();
    work(responder);
    triage.decisions.approve(only().id(), only().question().plan(), "ada");
    work(responder);
    assertThat(only().verdict().reason()).isEqualTo(Reason.ROTATION_FAILED);
    assertThat(azure.keys.get(PRIMARY)).isEqualTo(exposed);
  }

  @Test
  void aPausedInstallationStartsNothing() {
    raise(Alerts.notice(null));
    Responder responder = responder();
    triage.controls.pause(true, "ada");
    assertThat(responder.turn(ToyAzure.RESOURCE, () -> {})).isInstanceOf(Next.After.class);
    assertThat(incidents.all()).isEmpty();
    triage.controls.pause(false, "ada");
    work(responder);
    assertThat(azure.regenerated).hasSize(2);
  }

  @Test
  void theDailyCapAsksInsteadOfRotating() {
    policy =
        new Policy(Policy.Mode.AUTOMATIC, 0, 16, 1, Duration.ofMinutes(5), Duration.ofHours(1));
    raise(Alerts.notice(null));
    work(responder());
    assertThat(only().verdict().reason()).isEqualTo(Reason.CAP_REACHED);
    assertThat(azure.regenerated).isEmpty();
  }

  @Test
  void theCapOnRotationsAtOnceHoldsTheNextOneBack() {
    policy = new Policy(Policy.Mode.AUTOMATIC, 4, 0, 1, Duration.ofMinutes(5), Duration.ofHours(1));
    raise(Alerts.notice(null));
    assertThat(responder().turn(ToyAzure.RESOURCE, () -> {})).isInstanceOf(Next.Idle.class);
    assertThat(only().state()).isEqualTo(Incident.State.WAITING);
    assertThat(only().verdict().sentence())
        .contains("at most 0 rotations at once (policy.rotationsAtOnce)");
    assertThat(incidents.all()).isEmpty();
  }

  @Test
  void theShareOfTheFleetLimitsRotationsAtOnceButAlwaysAllowsOne() {
    Policy quarter =
        new Policy(Policy.Mode.AUTOMATIC, 4, 100, 0.25, Duration.ofMinutes(5), Duration.ofHours(1));
    assertThat(quarter.mostAtOnce(40)).isEqualTo(10);
    assertThat(quarter.mostAtOnce(1000)).isEqualTo(100);
    assertThat(quarter.mostAtOnce(2)).isOne();
  }

  @Test
  void observeModeSaysWhatItWouldDoAndDoesNot() {
    policy = new Policy(Policy.Mode.OBSERVE, 4, 16, 1, Duration.ofMinutes(5), Duration.ofHours(1));
    raise(Alerts.notice(null));
    work(responder());
    assertThat(only().verdict().reason()).isEqualTo(Reason.OBSERVE_ONLY);
    assertThat(azure.regenerated).isEmpty();
  }

  @Test
  void approveModeAsksFirst() {
    policy = new Policy(Policy.Mode.APPROVE, 4, 16, 1, Duration.ofMinutes(5), Duration.ofHours(1));
    raise(Alerts.notice(null));
    work(responder());
    assertThat(only().verdict().reason()).isEqualTo(Reason.APPROVAL_REQUIRED);
    assertThat(azure.regenerated).isEmpty();
  }

  @Test
  void aTargetOutOfReachIsWaitedForAndThenAsked() {
    azure.readsFail = new CallFailed(CallFailed.Kind.UNAVAILABLE, "503", false, null, null);
    raise(Alerts.notice(null));
    work(responder());
    assertThat(only().verdict().reason()).isEqualTo(Reason.CANNOT_SEE);
    assertThat(azure.regenerated).isEmpty();
  }

  /** As where a thousand resources are looked at at once. */
  @Test
  void aLookThatIsThrottledForLongIsWaitedForAndAsksNobody() {
    azure.readsFail = new CallFailed(CallFailed.Kind.THROTTLED, "429", false, null, null);
    raise(Alerts.notice(null));
    Responder responder = responder();
    for (int i = 0; i < 100; i++) {
      assertThat(responder.turn(ToyAzure.RESOURCE, () -> {})).isInstanceOf(Next.After.class);
      clock.tick(Duration.ofSeconds(30));
    }
    azure.readsFail = null;
    work(responder);
    assertThat(only().state()).isEqualTo(Incident.State.CLOSED);
    assertThat(azure.regenerated).hasSize(2);
  }

  @Test
  void aLookThatIsThrottledForEverAsksInTheEnd() {
    azure.readsFail = new CallFailed(CallFailed.Kind.THROTTLED, "429", false, null, null);
    raise(Alerts.notice(null));
    work(responder());
    assertThat(only().verdict().reason()).isEqualTo(Reason.CANNOT_SEE);
  }

  @Test
  void whereNoIncidentIsOpenThereIsNothingToDo() {
    assertThat(responder().turn(ToyAzure.RESOURCE, () -> {})).isEqualTo(new Next.Idle());
    assertThat(azure.lists).isZero();
  }

  @Test
  void theFeedTellsTheWholeStoryWithoutAKey() {
    raise(Alerts.notice(null));
    work(responder());
    assertThat(feed.stream().map(Feed.Happening::kind))
        .contains("alert", "verdict", "rotation-started", "started", "ended", "incident-closed");
    assertThat(feed.toString()).doesNotContain("-value");
  }

  @Test
  void aPlanThatThisVersionCannotReadStopsAndAsksAndGoesOnWhereItCanBeRead() {
    raise(Alerts.notice(null));
    Responder responder = responder();
    responder.turn(ToyAzure.RESOURCE, () -> {});
    incidents.unreadable(true);
    assertThat(responder.turn(ToyAzure.RESOURCE, () -> {})).isEqualTo(new Next.Idle());
    work(responder);
    assertThat(only().state()).isEqualTo(Incident.State.ASKING);
    assertThat(only().verdict().sentence()).startsWith("JOURNAL_MISMATCH");
    assertThat(feed).filteredOn(h -> h.kind().equals("question")).as("asked once").hasSize(1);
    assertThat(azure.regenerated).isEmpty();
    incidents.unreadable(false);
    work(responder);
    assertThat(azure.regenerated).containsExactly(SECONDARY, PRIMARY);
    assertThat(only().state()).isEqualTo(Incident.State.CLOSED);
  }
}
