package io.github.rekey.target;

import io.github.rekey.azure.NegotiateSight;
import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.NewKey;
import io.github.rekey.rotation.WaveGate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes workloads load a Secret's new value: one after another, each restarted once and waited for.
 * Whether one was restarted is read off its pod template, and noted for those whose template
 * somebody puts back, so that neither a crash nor a lost answer repeats a restart.
 */
public final class KubernetesRollout {
  private static final String SECRET = "secret";
  private final KubernetesWorkloads workloads;
  private final @Nullable NegotiateSight sight;
  private final WaveGate gate;
  private final Activation activation;

  /**
   * @param sight how the keys of the instances behind the hub can be seen; without it a workload
   *     counts as activated once its rollout is complete
   */
  public KubernetesRollout(
      KubernetesWorkloads workloads,
      @Nullable NegotiateSight sight,
      WaveGate gate,
      Activation activation) {
    this.workloads = workloads;
    this.sight = sight;
    this.gate = gate;
    this.activation = activation;
  }

  /** One look of one delivery. */
  record Look(NewKey key, DeliveryNotes notes, Fence fence, Instant now) {
    /** Whatever starts from now on has the new value. */
    void changed(Instant at) {
      notes.changed(SECRET, at);
    }

    Optional<Instant> changedAt() {
      return notes.changedAt(SECRET);
    }

    /** When it last began to start anew with the new value; empty if it did not. */
    private Optional<Instant> startOf(WorkloadState workload) {
      Optional<Instant> changed = changedAt();
      return Stream.of(workload.restartedAt(), notes.restartedAt(workload.id().toString()))
          .flatMap(Optional::stream)
          .filter(start -> changed.isPresent() && !start.isBefore(changed.get()))
          .max(Instant::compareTo);
    }
  }

  Duration lookAgain() {
    return activation.lookAgain();
  }

  /** Who will be restarted; throws what would also stop the restarts. */
  List<WorkloadId> affected() {
    return workloads.all().stream().map(WorkloadState::id).toList();
  }

  /** Does the next thing; what is being waited for, or empty once all have loaded the key. */
  Optional<String> advance(Look look) {
    List<WorkloadState> all = workloads.all();
    Optional<Instant> lastStart =
        all.stream().flatMap(w -> look.startOf(w).stream()).max(Instant::compareTo);
    for (WorkloadState workload : all) {
      Optional<String> waiting =
          look.startOf(workload).isPresent()
              ? workload.pending()
              : Optional.of(restart(workload.id(), lastStart, look));
      if (waiting.isPresent()) {
        holdHub(look);
        return waiting;
      }
    }
    return sight == null ? Optional.empty() : seen(sight, look);
  }

  /** The time that the hub's instances have runs only while nothing is rolled out. */
  private void holdHub(Look look) {
    if (sight != null && look.notes().restartedAt(sight.app()).isPresent()) {
      look.notes().restarted(sight.app(), look.now());
    }
  }

  private String restart(WorkloadId id, Optional<Instant> lastStart, Look look) {
    Optional<String> held = lastStart.flatMap(last -> gate.hold(look.key().resource(), last));
    if (held.isPresent()) {
      return held.get();
    }
    look.fence().check();
    workloads.restart(id, look.now());
    look.notes().restarted(id.toString(), look.now());
    return id + " to roll out";
  }

  /** Rolled out, and yet another key in use: all are restarted once more, wave by wave. */
  private Optional<String> seen(NegotiateSight behindHub, Look look) {
    Reloading loading =
        new Reloading(
            behindHub.app(),
            () -> look.changed(look.now()),
            behindHub.look(look.key().key(), List.of()),
            look.notes(),
            activation);
    return loading.isDone() ? Optional.empty() : loading.advance(look.fence(), look.now());
  }
}
