package io.github.rekey;

import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.NewKey;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.rotation.Target;
import io.github.rekey.rotation.ToyAzure;
import io.github.rekey.triage.Alert;
import io.github.rekey.triage.AlertRouter;
import io.github.rekey.triage.Announcer;
import io.github.rekey.triage.Feed;
import io.github.rekey.triage.OwnIdentity;
import io.github.rekey.triage.PaperIncidents;
import io.github.rekey.triage.Policy;
import io.github.rekey.triage.ResourceWork.Next;
import io.github.rekey.triage.Responder;
import io.github.rekey.triage.ToyTriage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything between an alert and a regenerated key, as it is in the product, on the toy Azure: its
 * only resource is {@link ToyAzure#RESOURCE} in West Europe, whose key a Key Vault secret holds.
 */
final class ToyRekey {
  static final String VAULT = "toy-kv";
  static final String SECRET = "connection";
  private static final Set<String> DECISIONS = Set.of("verdict", "question", "incident-closed");
  private static final int MOST_TURNS = 3000;

  final ToyAzure azure = new ToyAzure();
  final PaperIncidents incidents = new PaperIncidents();
  final List<Feed.Happening> feed = new ArrayList<>();
  private final TickingClock clock = new TickingClock();
  private final Announcer announcer = new Announcer(feed::add, clock);
  private final AlertRouter router;
  private final Responder responder;

  ToyRekey(OwnIdentity self, Instant now) {
    clock.tick(Duration.between(clock.instant(), now));
    Fleet fleet = new OneResource(resource());
    ToyTriage triage = new ToyTriage(azure, incidents, fleet, Policy.standard(), feed::add, clock);
    router =
        new AlertRouter(
            fleet, incidents, resource -> {}, announcer, self::made, triage.expected(), clock);
    responder = triage.responder();
  }

  private ManagedResource resource() {
    ManagedResource toy = azure.resource();
    List<Target> targets = new ArrayList<>(toy.targets());
    targets.set(0, new Named("key-vault-secret:%s/%s".formatted(VAULT, SECRET), targets.get(0)));
    return new ManagedResource(toy.id(), toy.region(), targets, toy.proofs(), toy.meter());
  }

  void hear(Alert alert) {
    router.accept(alert);
  }

  /** One turn; false once there is nothing to do until a wake-up. */
  boolean turn() {
    if (!(responder.turn(ToyAzure.RESOURCE, () -> {}) instanceof Next.After after)) {
      return false;
    }
    clock.tick(after.delay().isZero() ? Duration.ofMillis(5) : after.delay());
    return true;
  }

  void workToIdle() {
    for (int i = 0; i < MOST_TURNS; i++) {
      if (!turn()) {
        return;
      }
    }
    throw new AssertionError("never idle");
  }

  void pass(Duration time) {
    clock.tick(time);
  }

  /** Why it acted or asked, in order; where it did neither, why it closed the incident. */
  List<String> reasons() {
    List<String> acted = reasons(Set.of("verdict", "question"));
    return acted.isEmpty() ? reasons(DECISIONS) : acted;
  }

  private List<String> reasons(Set<String> kinds) {
    return feed.stream()
        .filter(happening -> kinds.contains(happening.kind()))
        .map(Feed.Happening::reason)
        .toList();
  }

  private record OneResource(ManagedResource only) implements Fleet {
    @Override
    public List<ManagedResource> all() {
      return List.of(only);
    }

    @Override
    public Optional<ManagedResource> find(ResourceId id) {
      return all().stream().filter(resource -> resource.id().equals(id)).findFirst();
    }
  }

  /** A toy target under the name that alerts about its secret refer to. */
  private record Named(String name, Target target) implements Target {
    @Override
    public Holding read() {
      return target.read();
    }

    @Override
    public StepOutcome deliver(NewKey key, Map<String, String> notes, Fence fence) {
      return target.deliver(key, notes, fence);
    }

    @Override
    public void retire(NewKey current, Fence fence) {
      target.retire(current, fence);
    }
  }
}
