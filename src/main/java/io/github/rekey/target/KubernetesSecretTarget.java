package io.github.rekey.target;

import io.github.rekey.rotation.FailureKind;
import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.NewKey;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.rotation.Target;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One data key of a Kubernetes Secret: the connection string, the bare key, or a file with one
 * connection string in it. Writes it unless somebody else keeps it, then restarts the workloads
 * whose pods have it in their environment or mount it, one after another.
 */
public final class KubernetesSecretTarget implements Target {
  private final KubernetesPlace place;
  private final KubernetesSecrets secrets;
  private final KubernetesRollout rollout;
  private final Clock clock;

  public KubernetesSecretTarget(
      KubernetesPlace place, KubernetesSecrets secrets, KubernetesRollout rollout, Clock clock) {
    this.place = place;
    this.secrets = secrets;
    this.rollout = rollout;
    this.clock = clock;
  }

  @Override
  public String name() {
    return place.targetName();
  }

  @Override
  public Holding read() {
    return holding(secrets.read(place));
  }

  @Override
  public StepOutcome deliver(NewKey key, Map<String, String> earlier, Fence fence) {
    StoredSecret stored = secrets.read(place);
    Holding holding = holding(stored);
    if (holding instanceof Holding.IdentityBased) {
      return new StepOutcome.Done(name() + " is identity-based: nothing to write");
    }
    if (!(holding instanceof Holding.Key held)) {
      return refused(
          (holding instanceof Holding.Nothing none ? none.sentence() : name())
              + "; store one whole connection string there");
    }
    EmbeddedConnectionString own = EmbeddedConnectionString.in(stored.value(), null).get(0);
    if (own.parsed().orElseThrow().isOfAnother(key.endpoint())) {
      return refused(name() + " holds the connection string of another resource");
    }
    KubernetesRollout.Look look =
        new KubernetesRollout.Look(key, new DeliveryNotes(name(), earlier), fence, clock.instant());
    return held.key().equals(key.key()) ? activate(stored, look) : write(stored, own, look);
  }

  /** A Secret keeps no older values. */
  @Override
  public void retire(NewKey current, Fence fence) {}

  private Holding holding(StoredSecret stored) {
    return EmbeddedConnectionString.holding(stored.value(), null, name());
  }

  private StepOutcome write(
      StoredSecret stored, EmbeddedConnectionString own, KubernetesRollout.Look look) {
    if (stored.obstacle() != null) {
      return refused(name() + " " + stored.obstacle());
    }
    List<WorkloadId> affected = rollout.affected();
    look.fence().check();
    secrets.write(place, stored, own.with(look.key().key()));
    look.changed(look.now());
    return affected.isEmpty()
        ? done(affected, look)
        : notYet(words(affected) + " to restart", look);
  }

  private StepOutcome activate(StoredSecret stored, KubernetesRollout.Look look) {
    if (look.changedAt().isEmpty()) {
      look.changed(changedBy(look.now(), stored));
      return notYet(name() + " to be loaded", look);
    }
    Optional<String> waiting = rollout.advance(look);
    return waiting.isPresent() ? notYet(waiting.get(), look) : done(rollout.affected(), look);
  }

  /** The API server's clock may be ahead of ours, by which restarts are dated. */
  private static Instant changedBy(Instant now, StoredSecret stored) {
    Instant told = Objects.requireNonNullElse(stored.changedAt(), now);
    return told.isAfter(now) ? now : told;
  }

  private StepOutcome notYet(String waitingFor, KubernetesRollout.Look look) {
    return new StepOutcome.NotYet(waitingFor, rollout.lookAgain(), look.notes().all());
  }

  private StepOutcome done(List<WorkloadId> affected, KubernetesRollout.Look look) {
    String loaded =
        affected.isEmpty()
            ? "no workload is known to use it"
            : words(affected) + " rolled out with it";
    return new StepOutcome.Done(name() + " has the new key; " + loaded, look.notes().all());
  }

  private static String words(List<WorkloadId> workloads) {
    return workloads.stream().map(WorkloadId::toString).collect(Collectors.joining(", "));
  }

  private static StepOutcome refused(String why) {
    return new StepOutcome.Failed(FailureKind.REFUSED, why);
  }
}
