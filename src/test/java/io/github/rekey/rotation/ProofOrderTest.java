package io.github.rekey.rotation;

import static io.github.rekey.rotation.KeySlot.PRIMARY;
import static io.github.rekey.rotation.KeySlot.SECONDARY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which proofs are looked at when, and that the exposed key outlives a lack of them. */
class ProofOrderTest {
  private final Course course = new Course();
  private final List<Scripted> proofs = new ArrayList<>();

  private Advance run(Plan plan) {
    ManagedResource toy = course.azure.resource();
    return course.run(
        plan,
        new ManagedResource(
            toy.id(), toy.region(), toy.targets(), List.copyOf(proofs), toy.meter()));
  }

  @Test
  void nobodyIsCountedBeforeEverybodyUsesTheKeyAndNoCanaryConnectsDuringTheCount() {
    List<String> looks = new ArrayList<>();
    proofs.add(new Scripted(Proof.Sort.CONNECTING, looks));
    proofs.add(new Scripted(Proof.Sort.COUNTING, looks));
    proofs.add(new Scripted(Proof.Sort.PASSIVE, looks));
    run(course.plans.redistribute(PRIMARY, Process.GENERATIONS));
    assertThat(looks).containsExactly("CONNECTING", "PASSIVE", "COUNTING", "PASSIVE");
  }

  @Test
  void atTheEndClientsAreCountedAnewAndNotFromTheFirstCountOn() {
    Scripted count = new Scripted(Proof.Sort.COUNTING, new ArrayList<>());
    proofs.add(count);
    run(course.plans.standbyFirst(SECONDARY, Process.GENERATIONS));
    assertThat(count.told).extracting(Proof.Expectation::since).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void whatCannotBeShownAtAllStopsTheRotationBeforeTheExposedKeyDies() {
    proofs.add(new Scripted(new ProofAnswer.NoEvidence("web has no health endpoint")));
    assertThat(run(course.plans.standbyFirst(SECONDARY, Process.GENERATIONS)))
        .isEqualTo(
            new Advance.Stopped(
                new StepOutcome.Failed(FailureKind.NO_EVIDENCE, "web has no health endpoint")));
    assertThat(course.azure.regenerated).containsExactly(SECONDARY);
  }

  @Test
  void withoutAnyProofConfiguredTheExposedKeyDoesNotDie() {
    assertThat(run(course.plans.standbyFirst(SECONDARY, Process.GENERATIONS)))
        .isEqualTo(
            new Advance.Stopped(
                new StepOutcome.Failed(
                    FailureKind.NO_EVIDENCE,
                    "no proof is configured for this resource's consumers")));
    assertThat(course.azure.regenerated).containsExactly(SECONDARY);
  }
}
