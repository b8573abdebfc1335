package io.github.rekey.target;

import io.github.rekey.azure.NegotiateSight;
import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.NewKey;
import io.github.rekey.rotation.WaveGate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Restarts the active revisions of a container app, each once and one after another, and where a
 * hub shows the instances again for as long as they do not sign with the key. Without one, a
 * revision counts as restarted once its state says that it runs and its grace is over.
 */
public final class RevisionRestarts {
  private static final String UNSEEN =
      "its active revisions were restarted; without a hub nobody sees whether they use it";
  private static final String SEEN = "its instances sign with it";

  private final ContainerApp app;
  private final @Nullable NegotiateSight sight;
  private final WaveGate gate;
  private final Activation activation;

  /**
   * @param sight how the app's instances are seen; null if they are not
   */
  public RevisionRestarts(
      ContainerApp app, @Nullable NegotiateSight sight, WaveGate gate, Activation activation) {
    this.app = app;
    this.sight = sight;
    this.gate = gate;
    this.activation = activation;
  }

  /** What one look may use and change. */
  record Look(NewKey key, DeliveryNotes notes, Fence fence, Instant now) {
    private Optional<Instant> restarted(ActiveRevision revision) {
      return notes.restartedAt(revision.name());
    }
  }

  /**
   * Where the restarts are.
   *
   * @param words what is being waited for, or once done, the evidence
   */
  record Standing(boolean done, String words) {}

  /** Does the next thing, if one is due. */
  Standing advance(Look look) {
    List<ActiveRevision> active = app.revisions();
    if (active.isEmpty()) {
      return new Standing(true, "none of its revisions is active");
    }
    boolean alone = active.size() == 1;
    boolean untouched = active.stream().allMatch(r -> look.restarted(r).isEmpty());
    if (alone && untouched && sight != null && reloading(active.get(0), look, sight).isDone()) {
      return new Standing(true, SEEN);
    }
    return active.stream()
        .flatMap(revision -> next(revision, active, look).stream())
        .findFirst()
        .map(waiting -> new Standing(false, waiting))
        .orElseGet(() -> all(active, look));
  }

  /** Empty once the revision was restarted. */
  private Optional<String> next(ActiveRevision revision, List<ActiveRevision> active, Look look) {
    Optional<Instant> restarted = look.restarted(revision);
    if (restarted.isEmpty()) {
      return Optional.of(held(active, look).orElseGet(() -> restart(revision, look)));
    }
    if (!revision.ready()) {
      return Optional.of("revision %s to run (%s)".formatted(revision.name(), revision.state()));
    }
    boolean graceOver = !look.now().isBefore(restarted.get().plus(activation.restartGrace()));
    boolean seenInstead = sight != null && active.size() == 1;
    return graceOver || seenInstead
        ? Optional.empty()
        : Optional.of("revision " + revision.name() + " to restart");
  }

  /** All but the first ask. */
  private Optional<String> held(List<ActiveRevision> active, Look look) {
    return active.stream()
        .flatMap(revision -> look.restarted(revision).stream())
        .max(Comparator.naturalOrder())
        .flatMap(last -> gate.hold(look.key().resource(), last));
  }

  private String restart(ActiveRevision revision, Look look) {
    look.fence().check();
    app.restart(revision.name());
    look.notes().changed(revision.name(), look.now());
    look.notes().restarted(revision.name(), look.now());
    return "revision " + revision.name() + " to restart";
  }

  /**
   * Which revision an instance is of cannot be told, so the one that was restarted longest ago has
   * its turn again.
   */
  private Standing all(List<ActiveRevision> active, Look look) {
    if (sight == null) {
      return new Standing(true, UNSEEN);
    }
    ActiveRevision oldest =
        active.stream()
            .min(Comparator.comparing(r -> look.restarted(r).orElse(Instant.MAX)))
            .orElseThrow();
    Reloading loading = reloading(oldest, look, sight);
    if (loading.isDone()) {
      return new Standing(true, SEEN);
    }
    return loading
        .advance(look.fence(), look.now())
        .map(waiting -> new Standing(false, waiting))
        .orElseGet(() -> new Standing(true, UNSEEN));
  }

  private Reloading reloading(ActiveRevision revision, Look look, NegotiateSight instances) {
    return new Reloading(
        revision.name(),
        () -> app.restart(revision.name()),
        instances.look(look.key().key(), List.of()),
        look.notes(),
        activation);
  }
}
