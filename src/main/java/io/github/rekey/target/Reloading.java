package io.github.rekey.target;

import io.github.rekey.azure.NegotiateSight.Signer;
import io.github.rekey.rotation.Fence;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a consumer whose stored value is right has loaded it, and restarts the consumer
 * if it had its chance and did not.
 */
final class Reloading {
  private final String consumer;
  private final Runnable restart;
  private final @Nullable SeenSigners seen;
  private final DeliveryNotes notes;
  private final Activation activation;

  /**
   * @param consumer a short name, by which its notes are kept
   * @param restart makes it start anew
   * @param seen what each instance signs with; null if that cannot be seen
   */
  Reloading(
      String consumer,
      Runnable restart,
      @Nullable Map<String, Signer> seen,
      DeliveryNotes notes,
      Activation activation) {
    this.consumer = consumer;
    this.restart = restart;
    this.seen = seen == null ? null : new SeenSigners(seen);
    this.notes = notes;
    this.activation = activation;
  }

  boolean isDone() {
    return seen != null && seen.allOnTheKey();
  }

  /** What is being waited for; empty if there is nothing to see and the grace is over. */
  Optional<String> advance(Fence fence, Instant now) {
    Optional<Instant> changed = notes.changedAt(consumer);
    if (changed.isEmpty()) {
      notes.changed(consumer, now);
      return Optional.of(waitingFor());
    }
    boolean graceOver = !now.isBefore(changed.get().plus(activation.restartGrace()));
    if (seen == null) {
      return graceOver ? Optional.empty() : Optional.of(waitingFor());
    }
    if (restartIsDue(seen.instances(), changed.get(), graceOver, now)) {
      fence.check();
      restart.run();
      notes.restarted(consumer, now);
    }
    return Optional.of(waitingFor());
  }

  /** One that is merely silent may be starting: it is left alone for longer. */
  private boolean restartIsDue(
      Map<String, Signer> instances, Instant changed, boolean graceOver, Instant now) {
    Optional<Instant> restarted = notes.restartedAt(consumer);
    Instant quietSince = restarted.orElse(changed);
    if (!now.isBefore(quietSince.plus(activation.restartAgain()))) {
      return true;
    }
    boolean runsAnotherKey =
        instances.containsValue(Signer.OTHER) || instances.containsValue(Signer.NEITHER);
    return restarted.isEmpty() && graceOver && runsAnotherKey;
  }

  private String waitingFor() {
    return seen == null || seen.instances().isEmpty()
        ? consumer + " to restart"
        : consumer + " to load the key: " + seen.words();
  }
}
