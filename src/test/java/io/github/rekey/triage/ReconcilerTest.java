package io.github.rekey.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rekey.TickingClock;
import io.github.rekey.intake.MemoryInbox;
import io.github.rekey.rotation.AccessKey;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.Fingerprinter;
import io.github.rekey.rotation.JournalEntry;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.PaperJournals;
import io.github.rekey.rotation.Plan;
import io.github.rekey.rotation.PlanKind;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.Role;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.rotation.RotationId;
import io.github.rekey.rotation.Step;
import io.github.rekey.rotation.StepKind;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.rotation.ToyAzure;
import io.github.rekey.triage.Reconciler.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
  private final ToyAzure azure = new ToyAzure();
  private final TickingClock clock = new TickingClock(Alerts.NOON);
  private final PaperIncidents incidents = new PaperIncidents();
  private final PaperJournals journal = new PaperJournals();
  private final PaperMemory memory = new PaperMemory();
  private final MemoryInbox inbox = new MemoryInbox();
  private final Fingerprinter fingerprints = new Fingerprinter(new byte[32]);

  private Outcome look() {
    return look(memory);
  }

  private Outcome look(KeyMemory keys) {
    clock.tick(Duration.ofMinutes(10));
    Reconciler reconciler =
        new Reconciler(
            new Surveyor(azure, fingerprints),
            keys,
            new OwnRotations((resource, since) -> incidents.all(), journal),
            incidents,
            inbox,
            clock);
    return reconciler.look(azure.resource());
  }

  @Test
  void anUnchangedWorldRaisesNothing() {
    look();
    assertThat(look()).isInstanceOf(Outcome.Calm.class);
    assertThat(inbox.stored()).isEmpty();
  }

  @Test
  void aKeyThatWasReplacedWhileNobodyWatchedIsRaisedOnce() {
    look();
    azure.replace(KeySlot.PRIMARY);
    assertThat(look()).isInstanceOf(Outcome.Drifted.class);
    assertThat(look()).isInstanceOf(Outcome.Drifted.class);
    assertThat(inbox.stored()).singleElement().isInstanceOf(Reading.Understood.class);
  }

  @Test
  void aLookCostsOneListKeys() {
    int before = azure.lists;
    look();
    assertThat(azure.lists - before).isEqualTo(1);
  }

  @Test
  void aProcessKilledBeforeItRememberedRaisesTheSameAlert() {
    look();
    azure.replace(KeySlot.PRIMARY);
    KeyMemory killed = new Forgetful(memory);
    assertThatThrownBy(() -> look(killed)).hasMessage("killed");
    look();
    assertThat(inbox.stored()).hasSize(1);
  }

  @Test
  void theSameValueThatComesBackAfterAllWasWellIsRaisedAgain() {
    AccessKey old = new AccessKey("restored-from-a-backup");
    AccessKey good = azure.stored.put("vault", old);
    look();
    azure.stored.put("vault", good);
    look();
    azure.stored.put("vault", old);
    look();
    assertThat(inbox.stored()).hasSize(2);
  }

  @Test
  void aTargetOutOfReachRaisesNothingAndIsTold() {
    look();
    azure.readsFail = new CallFailed(CallFailed.Kind.UNAVAILABLE, "503", false, null, null);
    assertThat(look())
        .isInstanceOfSatisfying(
            Outcome.NotSeen.class, seen -> assertThat(seen.unread()).isNotEmpty());
    assertThat(inbox.stored()).isEmpty();
  }

  @Test
  void aResourceManagerOutOfReachRaisesNothingAndIsTold() {
    look();
    azure.outside =
        call -> {
          throw new CallFailed(CallFailed.Kind.UNAVAILABLE, "503 from ARM", false, null, null);
        };
    assertThat(look()).isEqualTo(new Outcome.NotSeen(List.of("503 from ARM")));
    assertThat(inbox.stored()).isEmpty();
  }

  @Test
  void aTargetThatIsOutOfReachForAWhileDoesNotMakeTheSameDriftANewOne() {
    azure.stored.put("vault", new AccessKey("dead"));
    look();
    azure.readsFail = new CallFailed(CallFailed.Kind.UNAVAILABLE, "503", false, null, null);
    look();
    azure.readsFail = null;
    look();
    assertThat(inbox.stored()).hasSize(1);
  }

  @Test
  void aResourceWithoutKeysIsLeftAlone() {
    azure.gone = true;
    assertThat(look()).isInstanceOf(Outcome.LeftAlone.class);
    assertThat(inbox.stored()).isEmpty();
  }

  @Test
  void whatIsBeingJudgedOrRotatedIsLeftAlone() {
    look();
    azure.replace(KeySlot.PRIMARY);
    incidents.attach(ToyAzure.RESOURCE, Alerts.authFailure(Alerts.NOON), clock.instant());
    assertThat(look()).isInstanceOf(Outcome.LeftAlone.class);
    assertThat(inbox.stored()).isEmpty();
  }

  @Test
  void aQuestionAboutSomethingElseDoesNotHideADrift() {
    look();
    Incident open =
        incidents.attach(ToyAzure.RESOURCE, Alerts.authFailure(Alerts.NOON), clock.instant());
    incidents.save(open.with(Incident.State.ASKING, null, null, null));
    azure.replace(KeySlot.PRIMARY);
    assertThat(look()).isInstanceOf(Outcome.Drifted.class);
  }

  @Test
  void whatRekeysOwnRotationReplacedRaisesNothing() {
    look();
    String before = fingerprints.of(azure.keys.get(KeySlot.SECONDARY)).value();
    azure.replace(KeySlot.SECONDARY);
    String after = fingerprints.of(azure.keys.get(KeySlot.SECONDARY)).value();
    rotated(Map.of("before.STANDBY", before, "after.STANDBY", after));
    assertThat(look()).isInstanceOf(Outcome.Calm.class);
    assertThat(inbox.stored()).isEmpty();
  }

  @Test
  void whatSomebodyElseReplacedAfterRekeysOwnRotationIsRaised() {
    look();
    String before = fingerprints.of(azure.keys.get(KeySlot.SECONDARY)).value();
    azure.replace(KeySlot.SECONDARY);
    String after = fingerprints.of(azure.keys.get(KeySlot.SECONDARY)).value();
    rotated(Map.of("before.STANDBY", before, "after.STANDBY", after));
    azure.replace(KeySlot.SECONDARY);
    assertThat(look()).isInstanceOf(Outcome.Drifted.class);
  }

  /** A rotation of an incident that is closed. */
  private void rotated(Map<String, String> notes) {
    Incident incident =
        incidents.attach(ToyAzure.RESOURCE, Alerts.authFailure(Alerts.NOON), clock.instant());
    Step regenerate = new Step(StepKind.REGENERATE, Role.STANDBY, List.of(), Duration.ofMinutes(5));
    Plan plan = new Plan(PlanKind.REPLACE_UNUSED, KeySlot.SECONDARY, List.of(regenerate));
    Rotation rotation =
        new Rotation(
            new RotationId("rot-1"), incident.id(), ToyAzure.RESOURCE, plan, clock.instant());
    incidents.start(incident.with(Incident.State.ROTATING, null, null, null), rotation, 9);
    Fence held = () -> {};
    journal.entries(rotation.id());
    journal.append(rotation.id(), 0, new JournalEntry.Started(clock.instant(), 0, 1), held);
    journal.append(
        rotation.id(),
        1,
        new JournalEntry.Ended(clock.instant(), 0, 1, new StepOutcome.Done("replaced", notes)),
        held);
    incidents.end(rotation, Incidents.Ending.DONE, clock.instant());
    Incident rotating = incidents.find(incident.id()).orElseThrow();
    incidents.save(rotating.with(Incident.State.CLOSED, null, null, clock.instant()));
  }

  /** Dies when it is to remember. */
  private record Forgetful(KeyMemory memory) implements KeyMemory {
    @Override
    public Optional<LastSeen> recall(ResourceId resource) {
      return memory.recall(resource);
    }

    @Override
    public void remember(ResourceId resource, LastSeen seen) {
      throw new IllegalStateException("killed");
    }
  }
}
