package io.github.rekey.rotation;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Takes and remembers the baseline: how many clients there were before the trouble. */
public final class Baselining {
  private static final String CLIENTS = "baseline.clients";
  private static final String AT = "baseline.at";
  private static final String SOURCE = "baseline.source";

  private final Onset onset;

  public Baselining(Onset onset) {
    this.onset = onset;
  }

  /** No client before means that nothing could prove that clients are back: a person decides. */
  StepOutcome take(StepContext context) {
    ManagedResource resource = context.resource();
    Optional<Baseline> found =
        resource.meter().baseline(resource.id(), onset.of(context.rotation()));
    if (found.isEmpty() || found.get().clients() == 0) {
      return new StepOutcome.Failed(
          FailureKind.NO_EVIDENCE,
          found.isEmpty()
              ? "no client count was measured in the half hour before; nothing could prove that"
                  + " clients are back"
              : "no client was connected in the half hour before; nothing could prove that clients"
                  + " are back");
    }
    Baseline baseline = found.get();
    return new StepOutcome.Done(
        "%d clients by %s".formatted(baseline.clients(), baseline.source()),
        Map.of(
            CLIENTS, Integer.toString(baseline.clients()),
            AT, baseline.at().toString(),
            SOURCE, baseline.source()));
  }

  /** The baseline that a rotation took, once it has. */
  public static Optional<Baseline> taken(RotationState state) {
    return state
        .note(CLIENTS)
        .map(
            clients ->
                new Baseline(
                    Integer.parseInt(clients),
                    state.note(AT).map(Instant::parse).orElse(Instant.EPOCH),
                    state.note(SOURCE).orElse("unknown")));
  }

  static Baseline recall(RotationState state) {
    return taken(state).orElse(new Baseline(0, Instant.EPOCH, "none"));
  }
}
