package io.github.rekey.triage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.PaperJournals;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.rotation.ToyAzure;
import io.github.rekey.triage.ResourceWork.Next;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A notice about several resources: who starts when, and at what price. */
class WaveTest {
  private static final Duration LONG = Duration.ofDays(1);
  private final TickingClock clock = new TickingClock();
  private final ToyAzure azure = new ToyAzure();
  private final PaperIncidents incidents = new PaperIncidents();
  private final PaperLine line = new PaperLine(incidents);
  private final List<ResourceId> woken = new ArrayList<>();
  private final List<Feed.Happening> feed = new ArrayList<>();
  private final List<ManagedResource> resources = new ArrayList<>();
  private @Nullable Map<String, String> tags = Map.of();

  private final Fleet fleet =
      new Fleet() {
        @Override
        public List<ManagedResource> all() {
          return resources;
        }

        @Override
        public Optional<ManagedResource> find(ResourceId id) {
          return resources.stream().filter(r -> r.id().equals(id)).findFirst();
        }
      };

  private static Policy atOnce(int most) {
    return new Policy(
        Policy.Mode.AUTOMATIC, 4, most, 1, Duration.ofMinutes(5), Duration.ofHours(1));
  }

  private static Rulebook book(int most, @Nullable Match canaries, Rule... rules) {
    return new Rulebook(atOnce(most), List.of(rules), canaries);
  }

  private Judge judge(Rulebook rules) {
    Turnstile turnstile =
        new Turnstile(
            rules,
            resource -> Optional.ofNullable(tags),
            fleet,
            incidents,
            line,
            woken::add,
            clock);
    return Judges.of(
        azure,
        rules.defaults(),
        new Histories(
            incidents,
            new ExpectedFailures(incidents, new PaperJournals(), rules.defaults().expectedAfter())),
        incidents,
        turnstile,
        new Announcer(feed::add, clock),
        clock);
  }

  /** A resource that the notice is about. */
  private ManagedResource noticed(String name) {
    ManagedResource toy = azure.resource();
    ResourceId id = new ResourceId(ToyAzure.RESOURCE.value().replace("/chat", "/" + name));
    ManagedResource resource =
        new ManagedResource(id, toy.region(), toy.targets(), toy.proofs(), toy.meter());
    resources.add(resource);
    clock.tick(Duration.ofMillis(1));
    incidents.attach(id, Alerts.notice(null), clock.instant());
    return resource;
  }

  private Next turn(Judge judge, ManagedResource resource) {
    return judge.judge(incident(resource), resource);
  }

  private Incident incident(ManagedResource resource) {
    return incidents.open(resource.id()).orElseThrow();
  }

  private Incident.State state(ManagedResource resource) {
    return incident(resource).state();
  }

  private Rotation running(ManagedResource resource) {
    return incidents.running(resource.id()).orElseThrow();
  }

  private void done(Judge judge, ManagedResource resource) {
    incidents.end(running(resource), Incidents.Ending.DONE, clock.instant());
    judge.reopen(incident(resource));
    turn(judge, resource);
    assertThat(incidents.open(resource.id())).isEmpty();
  }

  private void failed(Judge judge, ManagedResource resource) {
    incidents.end(running(resource), Incidents.Ending.FAILED, clock.instant());
    judge.askAfterFailure(incident(resource), resource, "TIMED_OUT: no client came back");
  }

  private static Match only(ManagedResource resource) {
    return new Match(Set.of(resource.id()), Map.of());
  }

  @Test
  void whoWaitsForItsTurnDoesNotLookAtAzureAgainAndStartsWhenAPlaceIsFree() {
    ManagedResource first = noticed("first");
    ManagedResource second = noticed("second");
    Judge judge = judge(book(1, null));
    turn(judge, first);
    turn(judge, second);
    assertThat(state(second)).isEqualTo(Incident.State.WAITING);
    int looks = azure.lists;
    for (int i = 0; i < 100; i++) {
      assertThat(turn(judge, second)).isInstanceOf(Next.Idle.class);
      clock.tick(Duration.ofSeconds(2));
    }
    assertThat(azure.lists).isEqualTo(looks);
    assertThat(woken).isEmpty();

    done(judge, first);
    assertThat(woken).containsExactly(second.id());
    turn(judge, second);
    assertThat(state(second)).isEqualTo(Incident.State.ROTATING);
  }

  @Test
  void aWaitIsToldOnceAndSaysWhichCapHolds() {
    ManagedResource first = noticed("first");
    ManagedResource second = noticed("second");
    Judge judge = judge(book(1, null));
    turn(judge, first);
    turn(judge, second);
    incidents.attach(second.id(), Alerts.notice(null), clock.instant());
    turn(judge, second);
    assertThat(feed.stream().filter(h -> h.kind().equals("waiting")))
        .singleElement()
        .satisfies(
            h ->
                assertThat(h.sentence())
                    .isEqualTo(incident(second).verdict().sentence())
                    .contains("at most 1 rotations at once (policy.rotationsAtOnce)")
                    .contains("wanted: Azure demands new keys"));
  }

  @Test
  void whoComesLaterDoesNotOvertakeWhoWaits() {
    ManagedResource first = noticed("first");
    ManagedResource second = noticed("second");
    ManagedResource third = noticed("third");
    Judge judge = judge(book(1, null));
    turn(judge, first);
    turn(judge, second);
    done(judge, first);
    turn(judge, third);
    assertThat(state(third)).isEqualTo(Incident.State.WAITING);
    turn(judge, second);
    assertThat(state(second)).isEqualTo(Incident.State.ROTATING);
  }

  @Test
  void whoIsCalledAndDoesNotComeLosesItsPlaceToTheNext() {
    ManagedResource first = noticed("first");
    ManagedResource second = noticed("second");
    ManagedResource third = noticed("third");
    Judge judge = judge(book(1, null));
    turn(judge, first);
    turn(judge, second);
    turn(judge, third);
    done(judge, first);
    clock.tick(Line.KEPT.plusSeconds(1));
    woken.clear();
    judge.ask(
        incidents.attach(noticed("other").id(), Alerts.notice(null), clock.instant()),
        new Verdict.AskOperator(Reason.CANNOT_SEE, "something ends elsewhere", null),
        World.unseen());
    assertThat(woken).containsExactly(third.id());
  }

  @Test
  void theOthersWaitForTheCanaryAndStartOnceItIsDone() {
    ManagedResource other = noticed("other");
    ManagedResource canary = noticed("canary");
    Judge judge = judge(book(16, only(canary)));
    turn(judge, other);
    assertThat(state(other)).isEqualTo(Incident.State.WAITING);
    assertThat(incident(other).verdict().sentence())
        .contains("the canaries of TRK-1 go first (policy.canaries)");
    turn(judge, canary);
    assertThat(state(canary)).isEqualTo(Incident.State.ROTATING);
    assertThat(woken).doesNotContain(other.id());

    done(judge, canary);
    assertThat(woken).contains(other.id());
    turn(judge, other);
    assertThat(state(other)).isEqualTo(Incident.State.ROTATING);
  }

  @Test
  void whoIsCutOffAlreadyWaitsForNoCanary() {
    ManagedResource canary = noticed("canary");
    ManagedResource broken = noticed("broken");
    azure.replace(KeySlot.PRIMARY);
    Judge judge = judge(book(16, only(canary)));
    turn(judge, broken);
    assertThat(state(broken)).isEqualTo(Incident.State.ROTATING);
  }

  @Test
  void aFailedCanaryStopsTheWaveWhichAsksAndGoesOnOnceThatIsMended() {
    ManagedResource canary = noticed("canary");
    ManagedResource other = noticed("other");
    Judge judge = judge(book(16, only(canary)));
    turn(judge, canary);
    turn(judge, other);
    failed(judge, canary);
    assertThat(woken).contains(other.id());
    int looks = azure.lists;
    turn(judge, other);
    assertThat(state(other)).isEqualTo(Incident.State.ASKING);
    assertThat(incident(other).verdict().reason()).isEqualTo(Reason.WAVE_STOPPED);
    assertThat(incident(other).verdict().sentence()).contains("policy.canaries");
    assertThat(incident(other).question().plan()).as("may be approved").isNotNull();
    assertThat(feed.get(feed.size() - 1).kind()).isEqualTo("question");
    assertThat(feed.get(feed.size() - 1).reason()).isEqualTo("WAVE_STOPPED");
    assertThat(azure.lists).isEqualTo(looks);
    assertThat(turn(judge, other)).isInstanceOf(Next.Idle.class);
    assertThat(judge.goesOn(incident(other))).isFalse();
    assertThat(judge.goesOn(incident(canary))).isFalse();

    woken.clear();
    judge.reject(incident(canary), "ada");
    assertThat(woken).contains(other.id());
    assertThat(judge.goesOn(incident(other))).isTrue();
    turn(judge, other);
    assertThat(state(other)).isEqualTo(Incident.State.ROTATING);
  }

  @Test
  void aFailureInTheWaveStopsWhoHasNotStartedAndNotWhoRuns() {
    ManagedResource canary = noticed("canary");
    ManagedResource first = noticed("first");
    ManagedResource second = noticed("second");
    ManagedResource third = noticed("third");
    Judge judge = judge(book(2, only(canary)));
    turn(judge, canary);
    done(judge, canary);
    List.of(first, second, third).forEach(each -> turn(judge, each));
    failed(judge, first);
    turn(judge, third);
    assertThat(state(second)).isEqualTo(Incident.State.ROTATING);
    assertThat(state(third)).isEqualTo(Incident.State.ASKING);
  }

  @Test
  void whatAPersonApprovedStopsTheOthersOfItsNoticeTooIfItFails() {
    ManagedResource canary = noticed("canary");
    ManagedResource other = noticed("other");
    Judge judge = judge(book(16, only(canary)));
    turn(judge, other);
    Verdict wanted = judge.look(incident(canary), canary).verdict();
    judge.startApproved(
        incident(canary), wanted, wanted.plan(), (rotation, start) -> start.getAsBoolean());
    failed(judge, canary);
    turn(judge, other);
    assertThat(incident(other).verdict().reason()).isEqualTo(Reason.WAVE_STOPPED);
  }

  @Test
  void theShareOfTheFleetIsNamedWhereItIsWhatHolds() {
    ManagedResource first = noticed("first");
    ManagedResource second = noticed("second");
    Policy half =
        new Policy(Policy.Mode.AUTOMATIC, 4, 16, 0.5, Duration.ofMinutes(5), Duration.ofHours(1));
    Judge judge = judge(new Rulebook(half, List.of(), null));
    turn(judge, first);
    turn(judge, second);
    assertThat(incident(second).verdict().sentence())
        .contains("at most 1 rotations at once (policy.shareAtOnce)")
        .doesNotContain("canaries");
  }

  @Test
  void aLeaksApprovedPlanWaitsForNoOtherRotation() {
    ManagedResource first = noticed("first");
    ManagedResource leaked = noticed("leaked");
    Judge judge = judge(book(1, null));
    turn(judge, first);
    incidents.attach(
        leaked.id(), Alerts.report(Alert.OperatorReport.Kind.KEYS_LEAKED), clock.instant());
    Verdict leak = judge.look(incident(leaked), leaked).verdict();
    assertThat(
            judge.startApproved(
                incident(leaked), leak, leak.plan(), (rotation, start) -> start.getAsBoolean()))
        .isPresent();
  }

  @Test
  void whoIsCalledIsTheOnlyOneWokenAndNotWhoCalls() {
    ManagedResource first = noticed("first");
    ManagedResource second = noticed("second");
    ManagedResource third = noticed("third");
    Judge one = judge(book(1, null));
    turn(one, first);
    turn(one, second);
    assertThat(woken).isEmpty();
    turn(judge(book(3, null)), third);
    assertThat(woken).containsExactly(second.id());
  }

  @Test
  void withoutCanariesAFailureStopsNobodyElse() {
    ManagedResource first = noticed("first");
    ManagedResource second = noticed("second");
    Judge judge = judge(book(1, null));
    turn(judge, first);
    turn(judge, second);
    failed(judge, first);
    turn(judge, second);
    assertThat(state(second)).isEqualTo(Incident.State.ROTATING);
  }

  @Test
  void aWaitInTimeIsSleptThroughAndNotCalledInBetween() {
    ManagedResource resource = noticed("first");
    Rule cooling =
        new Rule(
            "night",
            Match.everything(),
            new Rule.Modes(null, Map.of(), null),
            new Rule.Times(
                List.of(
                    new Window(
                        Set.of(DayOfWeek.values()),
                        LocalTime.of(2, 0),
                        LocalTime.of(3, 0),
                        ZoneOffset.UTC)),
                null,
                null,
                null),
            new Rule.Limits(null, null, null));
    Judge judge = judge(book(16, null, cooling));
    Next first = turn(judge, resource);
    assertThat(state(resource)).isEqualTo(Incident.State.WAITING);
    assertThat(feed.get(0).kind()).isEqualTo("waiting");
    assertThat(feed.get(0).sentence())
        .contains("outside of the windows of rule night, the next opens 2026-01-01T02:00:00Z");
    int looks = azure.lists;
    clock.tick(Duration.ofHours(1));
    assertThat(turn(judge, resource)).isInstanceOf(Next.After.class);
    assertThat(azure.lists).isEqualTo(looks);
    clock.tick(((Next.After) first).delay().minus(Duration.ofHours(1)));
    turn(judge, resource);
    assertThat(state(resource)).isEqualTo(Incident.State.ROTATING);
  }

  @Test
  void aCanaryIsKnownByItsTag() {
    ManagedResource resource = noticed("first");
    tags = Map.of("ring", "0");
    Judge judge = judge(book(16, new Match(Set.of(), Map.of("ring", "0"))));
    turn(judge, resource);
    assertThat(state(resource)).isEqualTo(Incident.State.ROTATING);
  }

  @Test
  void aRuleByTagIsHeeded() {
    ManagedResource resource = noticed("first");
    tags = Map.of("ring", "0");
    Rule out =
        new Rule(
            "ring 0",
            new Match(Set.of(), tags),
            new Rule.Modes(null, Map.of(), true),
            new Rule.Times(null, null, null, null),
            new Rule.Limits(null, null, null));
    turn(judge(book(16, null, out)), resource);
    assertThat(incidents.open(resource.id())).isEmpty();
    assertThat(feed.get(0).sentence()).startsWith("opted out by rule ring 0; wanted: ");
  }

  @Test
  void asLongAsTagsAreNotKnownNothingStartsAndThenAPersonIsAsked() {
    ManagedResource resource = noticed("first");
    tags = null;
    Judge judge = judge(book(16, new Match(Set.of(), Map.of("ring", "0"))));
    assertThat(turn(judge, resource)).isInstanceOf(Next.After.class);
    assertThat(azure.lists).isZero();
    clock.tick(LONG);
    turn(judge, resource);
    assertThat(state(resource)).isEqualTo(Incident.State.ASKING);
    assertThat(incident(resource).verdict().sentence()).contains("tags");
  }
}
