package io.github.rekey.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.rekey.rotation.KeyPair;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.ResourceState;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What Resource Manager has to say of the SignalR resource in REKEY_AZURE_SIGNALR. It only reads,
 * unless REKEY_AZURE_REGENERATE is {@code yes}: then the secondary key is replaced.
 */
abstract class SignalRKeysContract {
  private RealAzure azure;
  private ArmSignalRKeys keys;
  private ResourceId resource;

  /** The process's, if not a rehearsal's. */
  protected Map<String, String> environment() {
    return System.getenv();
  }

  @BeforeEach
  void connect() {
    azure = new RealAzure(environment());
    keys = new ArmSignalRKeys(azure.clients(), azure.guarded(Dependency.ARM));
    resource = new ResourceId(azure.get("SIGNALR"));
  }

  @Test
  void theResourceIsDescribed() {
    ResourceState state = keys.describe(resource);
    assertThat(state.endpoint()).hasScheme("https");
    assertThat(state.region()).isNotBlank();
  }

  @Test
  void theTwoKeysAreListedAndDiffer() {
    KeyPair listed = keys.list(resource);
    assertThat(listed.primary().equals(listed.secondary())).isFalse();
  }

  @Test
  void theResourceIsFoundInItsSubscription() {
    assertThat(keys.discover(resource.subscription(), Map.of()))
        .anyMatch(found -> found.value().equalsIgnoreCase(resource.value()));
  }

  @Test
  void regeneratingReplacesTheOneKeyAlone() {
    assumeThat(azure.find("REGENERATE"))
        .as("a key is regenerated only with REKEY_AZURE_REGENERATE=yes")
        .contains("yes");
    KeyPair before = keys.list(resource);
    keys.regenerate(resource, KeySlot.SECONDARY, Duration.ofMinutes(5));
    KeyPair after = keys.list(resource);
    assertThat(after.primary().equals(before.primary())).isTrue();
    assertThat(after.secondary().equals(before.secondary())).isFalse();
  }
}
