package io.github.rekey;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.Fingerprint;
import io.github.rekey.rotation.HolderReport;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.Sighting;
import io.github.rekey.rotation.Sighting.Use;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanFragmentTest {
  private static final ResourceId CHAT =
      new ResourceId(
          "/subscriptions/s/resourceGroups/rg/providers/Microsoft.SignalRService/signalR/chat");
  private static final String ENTRY =
      """
      - keyVaultSecret:
          vault: https://kv.vault.azure.net
          secret: other
      """;

  @TempDir Path folder;

  private static ScannedResource scanned(Sighting... seen) {
    return new ScannedResource(
        CHAT, "westeurope", new HolderReport(List.of(seen), List.of("vaults"), List.of()), "");
  }

  private static Sighting seen(String place, boolean known, Use use) {
    Fingerprint fingerprint = new Fingerprint("key-0123456789ab");
    return new Sighting(place, known, use, fingerprint, null, known ? "" : ENTRY);
  }

  @Test
  void itListsWhoIsMissingInAFormThatRekeyReads() throws Exception {
    String fragment =
        ScanFragment.of(
            List.of(
                scanned(
                    seen("key-vault-secret:kv/signalr", true, Use.PRIMARY),
                    seen("key-vault-secret:kv/other", false, Use.SECONDARY))));

    assertThat(fragment).contains("# key-vault-secret:kv/other").doesNotContain("kv/signalr");
    Path file = Files.writeString(folder.resolve("rekey.yaml"), fragment);
    ResourceSettings read = new ConfigurationFile(Map.of()).read(file).resources().get(0);
    assertThat(read.id()).isEqualTo(CHAT);
    assertThat(read.region()).isEqualTo("westeurope");
    assertThat(read.targets()).hasSize(1);
    assertThat(read.targets().get(0).keyVaultSecret().secret()).isEqualTo("other");
  }

  @Test
  void itIsEmptyWhereNobodyWhoNeedsAKeyIsMissing() {
    assertThat(
            ScanFragment.of(
                List.of(
                    scanned(
                        seen("key-vault-secret:kv/signalr", true, Use.PRIMARY),
                        seen("key-vault-secret:kv/new", false, Use.IDENTITY)))))
        .isEmpty();
  }
}
