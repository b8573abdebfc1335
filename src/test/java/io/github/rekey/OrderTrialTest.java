package io.github.rekey;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.azure.Keys;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.Shelf;
import io.github.rekey.rotation.Target;
import io.github.rekey.rotation.ToyAzure;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTrialTest {
  private final ToyAzure azure = new ToyAzure();

  private static Shelf takes(String name, String from) {
    return new Shelf(name, new Holding.Reference(from));
  }

  private List<Finding> findings(Target... targets) {
    ManagedResource toy = azure.resource();
    ManagedResource resource =
        new ManagedResource(toy.id(), toy.region(), List.of(targets), List.of(), toy.meter());
    return new OrderTrial(new ResourceLook(resource, azure)).trial().run();
  }

  private Finding look(Target... targets) {
    List<Finding> findings = findings(targets);
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  @Test
  void aTargetThatCannotBeReadIsToldByItsOwnTrialOnly() {
    azure.readsFail = new CallFailed(CallFailed.Kind.UNAVAILABLE, "no answer", false, null, null);
    assertThat(findings(azure.resource().targets().toArray(Target[]::new))).isEmpty();
  }

  @Test
  void theOrderOfDeliveryIsTold() {
    Finding finding =
        look(
            takes("app", "vault"),
            new Shelf("topic", new Holding.Notified()),
            new Shelf("vault", new Holding.Key(Keys.OLD)));
    assertThat(finding.ok()).isTrue();
    assertThat(finding.detail()).isEqualTo("vault; then app; then topic");
  }

  @Test
  void placesThatTakeTheirValuesFromEachOtherAreRefused() {
    Finding finding = look(takes("a", "b"), takes("b", "a"));
    assertThat(finding.ok()).isFalse();
    assertThat(finding.detail()).contains("takes its value from itself");
    assertThat(finding.next()).isNotBlank();
  }
}
