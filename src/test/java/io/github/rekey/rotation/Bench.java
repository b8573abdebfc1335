package io.github.rekey.rotation;

import io.github.rekey.TickingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The parts of a rotation, wired as a process wires them, so that one can be tried alone. */
final class Bench {
  static final Timing TIMING = Timing.standard();

  final TickingClock clock = new TickingClock();
  final ToyAzure azure = new ToyAzure();
  final Plans plans = new Plans(TIMING);
  final Fingerprinter fingerprints = new Fingerprinter(new byte[32]);
  final OldKeys oldKeys = new OldKeys();
  final Listings listings = new Listings(azure, fingerprints, clock);

  /** What the rotation noted so far. */
  final Map<String, String> notes = new HashMap<>();

  /** In place of the toy targets, where there are any. */
  final List<Target> targets = new ArrayList<>();

  DataPlane dataPlane = azure;
  Fence fence = () -> {};
  int attempt = 1;
  private final Instant begun = clock.instant();
  private final Parallel parallel = new Parallel(Runnable::run);
  private final Interrogation interrogation =
      new Interrogation((endpoint, key) -> dataPlane.ask(endpoint, key));

  final KeyWatch watch = new KeyWatch(interrogation, fingerprints, TIMING);
  final Distribution distribution = new Distribution(listings, parallel, TIMING, oldKeys, watch);
  final Regeneration regeneration =
      new Regeneration(azure, listings, fingerprints, oldKeys, TIMING, watch, clock);

  final KeyProofs proofs = new KeyProofs(listings, interrogation, fingerprints, oldKeys, TIMING);

  /** Before an attempt at the first such step of the plan, which began with the rotation. */
  StepContext at(Plan plan, StepKind kind, Role role) {
    Step step =
        plan.steps().stream()
            .filter(each -> each.kind() == kind && each.role() == role)
            .findFirst()
            .orElseThrow();
    RotationState state =
        new RotationState(
            9,
            plan.steps().indexOf(step),
            attempt,
            begun,
            false,
            null,
            null,
            null,
            Duration.ZERO,
            null,
            Map.copyOf(notes));
    Rotation rotation =
        new Rotation(new RotationId("rot-1"), "inc-1", ToyAzure.RESOURCE, plan, begun);
    return new StepContext(rotation, resource(), step, state, begun, fence);
  }

  private ManagedResource resource() {
    ManagedResource toy = azure.resource();
    return targets.isEmpty()
        ? toy
        : new ManagedResource(toy.id(), toy.region(), targets, toy.proofs(), toy.meter());
  }

  String fingerprint(KeySlot slot) {
    return fingerprints.of(azure.keys.get(slot)).value();
  }
}
