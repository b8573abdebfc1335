package io.github.rekey.rotation;

import static io.github.rekey.rotation.KeySlot.PRIMARY;
import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the proofs are told, and what is made of their answers, in whole rotations. */
class ConsumerProofsTest {
  private final TickingClock clock = new TickingClock();
  private final ToyAzure azure = new ToyAzure();
  private final PaperJournal journal = new PaperJournal();
  private final Plans plans = new Plans(Timing.standard());
  private final List<Scripted> proofs = new ArrayList<>();

  @Test
  void theEvidenceBeginsWithTheInstancesOfAllApps() {
    proofs.add(new Scripted(new ProofAnswer.Met("web", new Coverage(3, 3, 0))));
    proofs.add(new Scripted(new ProofAnswer.Met("api", new Coverage(2, 2, 0))));
    run(plans.standbyFirst(SECONDARY, Process.GENERATIONS));
    assertThat(evidence()).startsWith("5 of 5 instances proved; web; api");
  }

  @Test
  void instancesThatWereOnlyFoundBySamplingAreSaidToBe() {
    proofs.add(new Scripted(new ProofAnswer.Met("web", new Coverage(3, 3, 0))));
    proofs.add(new Scripted(new ProofAnswer.Met("api", new Coverage(2, 2, 2))));
    run(plans.standbyFirst(SECONDARY, Process.GENERATIONS));
    assertThat(evidence()).startsWith("5 of 5 instances proved (2 only sampled); ");
  }

  @Test
  void theWaitingSentenceAndTheNotesHaveThemToo() {
    proofs.add(new Scripted(new ProofAnswer.Met("web", new Coverage(3, 3, 0))));
    proofs.add(new Scripted(new ProofAnswer.NotYet("api", new Coverage(1, 2, 2))));
    run(plans.redistribute(PRIMARY, Process.GENERATIONS));
    assertThat(outcomes())
        .filteredOn(StepOutcome.NotYet.class::isInstance)
        .last()
        .isInstanceOfSatisfying(
            StepOutcome.NotYet.class,
            waiting -> {
              assertThat(waiting.waitingFor())
                  .isEqualTo("api (4 of 5 instances proved (2 only sampled))");
              assertThat(waiting.notes())
                  .containsEntry("instances-proved.PROVE_CONSUMERS", "4")
                  .containsEntry("instances-known.PROVE_CONSUMERS", "5")
                  .containsEntry("instances-sampled.PROVE_CONSUMERS", "2");
            });
  }

  @Test
  void nothingIsSaidOfInstancesWhereNoProofIsAboutThem() {
    proofs.add(new Scripted(new ProofAnswer.Met("web")));
    run(plans.standbyFirst(SECONDARY, Process.GENERATIONS));
    assertThat(evidence()).isEqualTo("web");
  }

  @Test
  void theExposedKeyIsNotRegeneratedWhileACountIsNotMetThoughEverybodySignsWithTheNewKey() {
    proofs.add(new Scripted(new ProofAnswer.Met("web")));
    proofs.add(new Scripted(Proof.Sort.COUNTING, new ProofAnswer.NotYet("server connections")));
    run(plans.standbyFirst(SECONDARY, Process.GENERATIONS));
    assertThat(azure.regenerated).containsExactly(SECONDARY);
    assertThat(outcomes())
        .last()
        .isInstanceOfSatisfying(
            StepOutcome.Failed.class,
            failed -> {
              assertThat(failed.kind()).isEqualTo(FailureKind.TIMED_OUT);
              assertThat(failed.reason()).endsWith("server connections");
            });
  }

  @Test
  void aKeyOfTheRotationsOwnIsFreshSinceItWasFirstHandedOut() {
    proofs.add(new Scripted(new ProofAnswer.Met("web")));
    Plan plan = plans.standbyFirst(SECONDARY, Process.GENERATIONS);
    int handOut = plan.steps().stream().map(Step::kind).toList().indexOf(StepKind.DISTRIBUTE);
    run(plan);
    Instant began =
        journal.all().stream()
            .filter(JournalEntry.Started.class::isInstance)
            .filter(entry -> entry.step() == handOut)
            .map(JournalEntry::at)
            .findFirst()
            .orElseThrow();
    assertThat(proofs.get(0).told)
        .isNotEmpty()
        .allSatisfy(told -> assertThat(told.freshSince()).isEqualTo(began));
  }

  @Test
  void aKeyThatWasThereBeforeIsNotFresh() {
    proofs.add(new Scripted(new ProofAnswer.Met("web")));
    run(plans.redistribute(PRIMARY, Process.GENERATIONS));
    assertThat(proofs.get(0).told)
        .isNotEmpty()
        .allSatisfy(told -> assertThat(told.freshSince()).isNull());
  }

  private void run(Plan plan) {
    ManagedResource toy = azure.resource();
    new Process(azure, journal, clock)
        .runToEnd(
            Process.rotation(plan, clock),
            new ManagedResource(
                toy.id(), toy.region(), toy.targets(), List.copyOf(proofs), toy.meter()));
  }

  private List<StepOutcome> outcomes() {
    return journal.all().stream()
        .filter(JournalEntry.Ended.class::isInstance)
        .map(entry -> ((JournalEntry.Ended) entry).outcome())
        .toList();
  }

  /** Of the step that proves the consumers: the only one whose evidence the proofs write. */
  private String evidence() {
    return outcomes().stream()
        .filter(StepOutcome.Done.class::isInstance)
        .map(outcome -> ((StepOutcome.Done) outcome).evidence())
        .filter(text -> text.contains("web"))
        .findFirst()
        .orElseThrow();
  }
}
