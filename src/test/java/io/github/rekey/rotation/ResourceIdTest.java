package io.github.rekey.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** One resource has one name, however Azure spells it and wherever it stands. */
class ResourceIdTest {
  private static final String SPELT =
      "/subscriptions/Sub/resourceGroups/Rg/providers/Microsoft.SignalRService/SignalR/Chat";
  private static final ResourceId CHAT = new ResourceId(SPELT);

  @Test
  void letterCasesMakeNoOtherResource() {
    assertThat(new ResourceId(SPELT.toUpperCase(java.util.Locale.ROOT))).isEqualTo(CHAT);
    assertThat(CHAT).hasToString(SPELT.toLowerCase(java.util.Locale.ROOT));
  }

  @Test
  void itsPartsAreThoseThatAzureIsAskedWith() {
    assertThat(CHAT.subscription()).isEqualTo("sub");
    assertThat(CHAT.resourceGroup()).isEqualTo("rg");
    assertThat(CHAT.name()).isEqualTo("chat");
  }

  @Test
  void itIsFoundInAPathThatGoesOnBelowIt() {
    assertThat(ResourceId.within(SPELT + "/regenerateKey?api-version=2024-03-01"))
        .hasValueSatisfying(found -> assertThat(found.name()).startsWith("chat"));
    assertThat(ResourceId.within(SPELT + "/regenerateKey")).contains(CHAT);
  }

  @Test
  void whatIsNoSignalRResourceIsNotTakenForOne() {
    String vault = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/chat";
    assertThat(ResourceId.within(vault)).isEmpty();
    assertThatThrownBy(() -> new ResourceId(vault))
        .hasMessageContaining("not an Azure SignalR resource id")
        .hasMessageContaining("vaults/chat");
    assertThatThrownBy(() -> new ResourceId(SPELT + "/hubs/one"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
