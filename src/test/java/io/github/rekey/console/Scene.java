package io.github.rekey.console;

import io.github.rekey.rotation.Baseline;
import io.github.rekey.rotation.ClientMeter;
import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.Journal;
import io.github.rekey.rotation.JournalEntry;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.NewKey;
import io.github.rekey.rotation.Plan;
import io.github.rekey.rotation.PlanKind;
import io.github.rekey.rotation.Proof;
import io.github.rekey.rotation.ProofAnswer;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.Role;
import io.github.rekey.rotation.Rotation;
import io.github.rekey.rotation.RotationId;
import io.github.rekey.rotation.Step;
import io.github.rekey.rotation.StepKind;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.rotation.Target;
import io.github.rekey.triage.Alert;
import io.github.rekey.triage.Controls;
import io.github.rekey.triage.Forecast;
import io.github.rekey.triage.HandedNotice;
import io.github.rekey.triage.Incident;
import io.github.rekey.triage.NoticeDesk;
import io.github.rekey.triage.NoticeReading;
import io.github.rekey.triage.Origin;
import io.github.rekey.triage.PaperApprovals;
import io.github.rekey.triage.PaperOrders;
import io.github.rekey.triage.Question;
import io.github.rekey.triage.Reading;
import io.github.rekey.triage.Scope;
import io.github.rekey.triage.Standing;
import io.github.rekey.triage.Verdict;
import io.github.rekey.triage.World;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A small world for the console to show: everything is in memory and set by the test. */
final class Scene {
  static final String TOKEN = "a-token-for-tests-only";
  final FakeIncidents incidents = new FakeIncidents();
  final PaperApprovals approvals = new PaperApprovals();
  final PaperOrders orders = new PaperOrders();
  final RecordingOperations operations = new RecordingOperations();
  final List<ManagedResource> resources = new ArrayList<>();
  final List<AlertHistory.Row> rows = new ArrayList<>();
  final Map<ResourceId, ClientsView.Seen> clients = new ConcurrentHashMap<>();
  final Map<RotationId, List<JournalEntry>> entries = new HashMap<>();
  final List<Reading> taken = new ArrayList<>();
  final EventStream events = new EventStream();
  volatile boolean paused;
  volatile boolean databaseUp = true;
  final Clock clock;

  Scene(Clock clock) {
    this.clock = clock;
  }

  Sources sources() {
    return new Sources(
        incidents,
        approvals,
        orders,
        new KeptJournal(),
        new KeptFleet(),
        limit -> rows.stream().limit(limit).toList(),
        () -> clients,
        new KeptControls(),
        () -> Forecast.of(clock.instant(), Standing.NONE, List.of()),
        clock);
  }

  /** Understands whatever speaks of keys, as about the first resource. */
  NoticeDesk notices() {
    return new NoticeDesk(
        notice -> {
          if (notice.content().length == 0) {
            throw new HandedNotice.Unreadable("nothing in it is about access keys");
          }
          return new NoticeReading(
              List.of(resources.get(0).id()),
              notice.slot(),
              notice.deadline(),
              "VT1-XYZ",
              new String(notice.content(), StandardCharsets.UTF_8),
              List.of("you must regenerate your access keys"),
              List.of("the resource is told by its bare name only"),
              "reading-1");
        },
        readings -> {
          taken.addAll(readings);
          return List.of();
        },
        clock);
  }

  Probes probes() {
    return new Probes(() -> Map.of("database", databaseUp), () -> "rekey_up 1.0\n");
  }

  static ResourceId resource(String name) {
    return new ResourceId(
        "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-chat"
            + "/providers/Microsoft.SignalRService/SignalR/"
            + name);
  }

  ResourceId watch(String name, String region) {
    ResourceId id = resource(name);
    resources.add(
        new ManagedResource(
            id,
            region,
            List.of(
                new NamedTarget("key-vault-secret:kv-" + name + "/signalr"),
                new NamedTarget("app-service:" + name + "-web")),
            List.of(new NamedProof("negotiate:" + name + "-web"), new NamedProof("clients")),
            new NoMeter()));
    return id;
  }

  Incident incident(String id, String resource, Incident.State state, @Nullable Verdict verdict) {
    Instant opened = clock.instant().minusSeconds(74);
    Incident incident =
        new Incident(
            id,
            resource(resource),
            opened,
            state,
            List.of(notice(resource(resource), "Regenerate the access keys of " + resource)),
            1,
            1,
            verdict,
            state == Incident.State.ASKING && verdict != null
                ? new Question("que-1", "plan-hash-1", new World(Map.of()), opened)
                : null,
            state == Incident.State.CLOSED ? clock.instant() : null,
            3);
    incidents.incidents.add(incident);
    return incident;
  }

  Alert notice(ResourceId about, String title) {
    Origin origin = new Origin("/subscriptions/s/serviceHealth", "VT1-XYZ", clock.instant());
    return new Alert.MandatoryNotice(
        origin, new Scope.Resource(about), "VT1-XYZ", title, null, null);
  }

  Rotation rotation(String id, Incident incident, Plan plan, JournalEntry... history) {
    Rotation rotation =
        new Rotation(
            new RotationId(id),
            incident.id(),
            incident.resource(),
            plan,
            clock.instant().minusSeconds(70));
    incidents.rotations.add(rotation);
    entries.put(rotation.id(), List.of(history));
    return rotation;
  }

  static Plan standbyFirst() {
    return new Plan(
        PlanKind.STANDBY_FIRST,
        KeySlot.SECONDARY,
        List.of(
            step(StepKind.TAKE_BASELINE, Role.STANDBY, 120),
            step(StepKind.SEARCH_HOLDERS, Role.STANDBY, 600),
            step(StepKind.REGENERATE, Role.STANDBY, 600),
            step(StepKind.PROVE_ACCEPTED, Role.STANDBY, 600),
            step(StepKind.DISTRIBUTE, Role.STANDBY, 1800),
            step(StepKind.PROVE_TARGETS_HOLD, Role.STANDBY, 600),
            step(StepKind.PROVE_CONSUMERS, Role.STANDBY, 1800),
            step(StepKind.SEARCH_HOLDERS, Role.EXPOSED, 600),
            step(StepKind.REGENERATE, Role.EXPOSED, 600),
            step(StepKind.PROVE_REJECTED, Role.EXPOSED, 600),
            step(StepKind.PROVE_CLIENTS_STAY, Role.STANDBY, 900),
            step(StepKind.CLOSE, Role.STANDBY, 60)));
  }

  static Step step(StepKind kind, Role role, int seconds) {
    return new Step(kind, role, targets(kind), Duration.ofSeconds(seconds));
  }

  private static List<String> targets(StepKind kind) {
    return kind == StepKind.DISTRIBUTE ? List.of("key-vault-secret:kv-chat/signalr") : List.of();
  }

  Baseline baseline(int clients) {
    return new Baseline(clients, clock.instant().minusSeconds(80), "Azure Monitor metrics");
  }

  private final class KeptFleet implements Fleet {
    @Override
    public List<ManagedResource> all() {
      return List.copyOf(resources);
    }

    @Override
    public Optional<ManagedResource> find(ResourceId id) {
      return resources.stream().filter(resource -> resource.id().equals(id)).findFirst();
    }
  }

  private final class KeptJournal implements Journal {
    @Override
    public List<JournalEntry> entries(RotationId rotation) {
      return entries.getOrDefault(rotation, List.of());
    }

    @Override
    public void append(RotationId rotation, int known, JournalEntry entry, Fence fence) {
      throw new AssertionError("the console does not write the journal");
    }
  }

  private final class KeptControls implements Controls {
    @Override
    public boolean paused() {
      return paused;
    }

    @Override
    public void pause(boolean wanted, String by) {
      throw new AssertionError("the console pauses through Operations only");
    }
  }

  private record NamedTarget(String name) implements Target {
    @Override
    public Holding read() {
      throw new AssertionError("the console does not read targets");
    }

    @Override
    public StepOutcome deliver(NewKey key, Map<String, String> notes, Fence fence) {
      throw new AssertionError("the console does not write targets");
    }

    @Override
    public void retire(NewKey current, Fence fence) {
      throw new AssertionError("the console does not write targets");
    }
  }

  private record NamedProof(String name) implements Proof {
    @Override
    public ProofAnswer look(Expectation expectation) {
      throw new AssertionError("the console does not look at proofs");
    }
  }

  private record NoMeter() implements ClientMeter {
    @Override
    public Optional<Baseline> baseline(ResourceId resource, Instant before) {
      return Optional.empty();
    }

    @Override
    public OptionalInt clients(ResourceId resource, Instant since) {
      return OptionalInt.empty();
    }
  }
}
