package io.github.rekey.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.PaperJournals;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.ToyAzure;
import io.github.rekey.triage.Incident.State;
import io.github.rekey.triage.ResourceWork.Next;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a judged incident is left with: its verdict on record, its patience, and who is called. */
class JudgeTest {
  private static final ResourceId OTHER =
      new ResourceId(ToyAzure.RESOURCE.value().replace("/chat", "/other"));
  private final TickingClock clock = new TickingClock();
  private final ToyAzure azure = new ToyAzure();
  private final PaperIncidents incidents = new PaperIncidents();
  private final List<ResourceId> woken = new ArrayList<>();
  private final List<Feed.Happening> feed = new ArrayList<>();
  private Policy policy = atOnce(Policy.Mode.AUTOMATIC, 1);
  private final PaperLine line = new PaperLine(incidents);

  private static Policy atOnce(Policy.Mode mode, int most) {
    return new Policy(mode, 4, most, 1, Duration.ofMinutes(5), Duration.ofHours(1));
  }

  private Judge judge() {
    Fleet fleet = ToyTriage.fleet(azure);
    Turnstile turnstile =
        new Turnstile(
            Rulebook.of(policy),
            resource -> Optional.empty(),
            fleet,
            incidents,
            line,
            woken::add,
            clock);
    return Judges.of(
        azure,
        policy,
        new Histories(
            incidents, new ExpectedFailures(incidents, new PaperJournals(), Duration.ZERO)),
        incidents,
        turnstile,
        new Announcer(feed::add, clock),
        clock);
  }

  @BeforeEach
  void noticed() {
    incidents.attach(ToyAzure.RESOURCE, Alerts.notice(null), clock.instant());
  }

  private Incident incident() {
    return incidents.find("inc-1").orElseThrow();
  }

  private Next turn() {
    return judge().judge(incident(), azure.resource());
  }

  private void isClosed(Class<?> type, Reason reason) {
    assertThat(incident().state()).isEqualTo(State.CLOSED);
    assertThat(incident().verdict()).isInstanceOf(type);
    assertThat(incident().verdict().reason()).isEqualTo(reason);
  }

  private Feed.Happening lastTold() {
    return feed.get(feed.size() - 1);
  }

  /** Another rotation has the only place. */
  private void waitsForItsTurn() {
    Incident other = incidents.attach(OTHER, Alerts.notice(null), clock.instant());
    ManagedResource toy = azure.resource();
    judge()
        .judge(
            other,
            new ManagedResource(OTHER, toy.region(), toy.targets(), toy.proofs(), toy.meter()));
    turn();
    assertThat(incident().state()).isEqualTo(State.WAITING);
  }

  private void otherEnds() {
    incidents.end(incidents.running(OTHER).orElseThrow(), Incidents.Ending.DONE, clock.instant());
    judge().reopen(incidents.open(OTHER).orElseThrow());
  }

  private void unreadable() {
    azure.readsFail = new CallFailed(CallFailed.Kind.UNAVAILABLE, "503", false, null, null);
  }

  @Test
  void theVerdictThatLedToActionStaysOnRecordAndWhatClosedItIsTold() {
    turn();
    incidents.end(
        incidents.running(ToyAzure.RESOURCE).orElseThrow(), Incidents.Ending.DONE, clock.instant());
    judge().reopen(incident());
    assertThat(turn()).isInstanceOf(Next.Idle.class);
    isClosed(Verdict.Rotate.class, Reason.MANDATORY_NOTICE);
    assertThat(lastTold().kind()).isEqualTo("incident-closed");
    assertThat(lastTold().reason()).isEqualTo("NOTICE_SATISFIED");
  }

  @Test
  void whatOnlyWaitedIsClosedWithWhatClosedIt() {
    waitsForItsTurn();
    azure.gone = true;
    incidents.attach(ToyAzure.RESOURCE, Alerts.notice(null), clock.instant());
    turn();
    isClosed(Verdict.Ignore.class, Reason.RESOURCE_GONE);
  }

  @Test
  void whatAskedWithoutAPlanIsClosedWithWhatClosedIt() {
    azure.stored.clear();
    turn();
    assertThat(incident().state()).isEqualTo(State.ASKING);
    azure.localAuthDisabled = true;
    turn();
    isClosed(Verdict.Ignore.class, Reason.LOCAL_AUTH_DISABLED);
  }

  @Test
  void whatWasOnlyProposedIsClosedWithWhatClosedIt() {
    policy = atOnce(Policy.Mode.APPROVE, 1);
    assertThat(turn()).isInstanceOf(Next.Idle.class);
    assertThat(incident().verdict().plan()).isNotNull();
    azure.gone = true;
    judge().reopen(incident());
    turn();
    isClosed(Verdict.Ignore.class, Reason.RESOURCE_GONE);
  }

  @Test
  void whoeverEndsCallsTheNextAtOnce() {
    waitsForItsTurn();
    otherEnds();
    assertThat(woken).containsExactly(ToyAzure.RESOURCE);
  }

  @Test
  void anIncidentThatAsksCallsTheNextToo() {
    waitsForItsTurn();
    incidents.end(incidents.running(OTHER).orElseThrow(), Incidents.Ending.DONE, clock.instant());
    judge().askAfterAbort(incidents.open(OTHER).orElseThrow(), "ada");
    assertThat(woken).containsExactly(ToyAzure.RESOURCE);
  }

  @Test
  void patienceWithWhatCannotBeSeenBeginsOnceItIsItsTurn() {
    waitsForItsTurn();
    clock.tick(Duration.ofHours(5));
    otherEnds();
    unreadable();
    assertThat(turn()).isEqualTo(new Next.After(Duration.ofSeconds(2)));
    clock.tick(Duration.ofMinutes(2).minusMillis(1));
    assertThat(turn()).isEqualTo(new Next.After(Duration.ofSeconds(2)));
    clock.tick(Duration.ofMillis(1));
    turn();
    assertThat(incident().state()).isEqualTo(State.ASKING);
    assertThat(incident().verdict().reason()).isEqualTo(Reason.CANNOT_SEE);
  }

  @Test
  void afterItsWaitAChangedWorldIsJudgedAnew() {
    waitsForItsTurn();
    otherEnds();
    azure.replace(KeySlot.PRIMARY);
    assertThat(turn()).isEqualTo(new Next.After(Duration.ZERO));
    assertThat(incident().verdict().reason()).isEqualTo(Reason.STORED_KEY_REPLACED);
  }

  @Test
  void aWorkingKeyCanBeHandedOutOnlyWhereTheStoredOneIsDead() {
    assertThat(judge().canHandOut(incident(), azure.resource())).isFalse();
    azure.replace(KeySlot.PRIMARY);
    assertThat(judge().canHandOut(incident(), azure.resource())).isTrue();
  }

  @Test
  void afterAFailureItSaysWhatFailedAndThatNoPlanFits() {
    azure.stored.clear();
    judge().askAfterFailure(incident(), azure.resource(), "TIMED_OUT: late");
    assertThat(incident().verdict().sentence())
        .startsWith("TIMED_OUT: late; no plan fits as things stand: no target is configured");
  }
}
