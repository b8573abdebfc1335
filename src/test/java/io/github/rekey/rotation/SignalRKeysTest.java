package io.github.rekey.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a subscription's resources are tagged with, where no single call tells. */
class SignalRKeysTest {
  @Test
  void theTagsOfASubscriptionAreThoseOfEachOfItsResources() {
    ToyAzure azure = new ToyAzure();
    azure.tags = Map.of("tier", "canary");
    assertThat(azure.tags("s")).isEqualTo(Map.of(ToyAzure.RESOURCE, Map.of("tier", "canary")));
  }
}
