package io.github.rekey.rotation;

import io.github.rekey.TickingClock;
import java.util.List;
import java.util.stream.Stream;

/** One rotation in a toy world, run to its end, and what it put on record on the way. */
final class Course {
  final TickingClock clock = new TickingClock();
  final ToyAzure azure = new ToyAzure();
  final PaperJournal journal = new PaperJournal();
  final Plans plans = new Plans(Timing.standard());
  private Plan plan;

  Advance run(Plan wanted) {
    return run(wanted, azure.resource());
  }

  Advance run(Plan wanted, ManagedResource resource) {
    plan = wanted;
    return new Process(azure, journal, clock).runToEnd(Process.rotation(plan, clock), resource);
  }

  StepOutcome.Failed failure(Plan wanted) {
    return ((Advance.Stopped) run(wanted)).failure();
  }

  /** Of the last step of this kind that is done. */
  String evidence(StepKind kind) {
    return outcomes(kind)
        .filter(StepOutcome.Done.class::isInstance)
        .map(outcome -> ((StepOutcome.Done) outcome).evidence())
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  /** What steps of this kind said to wait for, as often as that was written down. */
  List<String> waits(StepKind kind) {
    return outcomes(kind)
        .filter(StepOutcome.NotYet.class::isInstance)
        .map(outcome -> ((StepOutcome.NotYet) outcome).waitingFor())
        .toList();
  }

  private Stream<StepOutcome> outcomes(StepKind kind) {
    return journal.all().stream()
        .filter(entry -> plan.steps().get(entry.step()).kind() == kind)
        .filter(JournalEntry.Ended.class::isInstance)
        .map(entry -> ((JournalEntry.Ended) entry).outcome());
  }

  RotationState state() {
    return RotationState.fold(plan, journal.all());
  }

  /** As it is shown to people. */
  String fingerprint(KeySlot slot) {
    return new Fingerprinter(new byte[32]).of(azure.keys.get(slot)).value();
  }
}
