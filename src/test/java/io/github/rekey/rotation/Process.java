package io.github.rekey.rotation;

import io.github.rekey.TickingClock;
import java.time.Duration;
import java.util.List;

/** One life of the program that rotates: what it holds in memory dies with it. */
public final class Process {
  public static final List<List<String>> GENERATIONS =
      List.of(List.of("vault"), List.of("settings"));
  private static final int MOST_TURNS = 3000;

  private final Runner runner;
  private final TickingClock clock;

  public Process(ToyAzure azure, Journal journal, TickingClock clock) {
    this.clock = clock;
    this.runner =
        new Runner(
            journal, actions(azure, clock), (rotation, entry) -> {}, CallBudget.UNLIMITED, clock);
  }

  public static StepActions actions(ToyAzure azure, TickingClock clock) {
    Timing timing = Timing.standard();
    Fingerprinter fingerprints = new Fingerprinter(new byte[32]);
    OldKeys old = new OldKeys();
    KeyWatch watch = new KeyWatch(new Interrogation(azure), fingerprints, timing);
    Parallel parallel = new Parallel(Runnable::run);
    Listings listings = new Listings(azure, fingerprints, clock);
    Distribution distribution = new Distribution(listings, parallel, timing, old, watch);
    return new StepActions(
        new Baselining(Rotation::createdAt),
        new Regeneration(azure, listings, fingerprints, old, timing, watch, clock),
        distribution,
        new Proofs(
            new KeyProofs(listings, new Interrogation(azure), fingerprints, old, timing),
            new ConsumerProofs(listings, distribution, parallel, timing, watch, clock),
            new UnknownHolders(azure, new Holders(azure.searches(), parallel, fingerprints))));
  }

  public static Rotation rotation(Plan plan, TickingClock clock) {
    return new Rotation(new RotationId("rot-1"), "inc-1", ToyAzure.RESOURCE, plan, clock.instant());
  }

  /** Runs until the rotation ends, letting time pass as the runner asks. */
  public Advance runToEnd(Rotation rotation, ManagedResource resource) {
    for (int turn = 0; turn < MOST_TURNS; turn++) {
      Advance advance = runner.advance(rotation, resource, () -> {});
      if (!(advance instanceof Advance.Again again)) {
        return advance;
      }
      clock.tick(again.in().isZero() ? Duration.ofMillis(5) : again.in());
    }
    throw new AssertionError("the rotation never ends");
  }

  public Advance once(Rotation rotation, ManagedResource resource) {
    return runner.advance(rotation, resource, () -> {});
  }
}
