package io.github.rekey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanSettingsTest {
  @TempDir Path folder;

  private ScanSettings read(String yaml) throws Exception {
    Path file = Files.writeString(folder.resolve("rekey.yaml"), yaml);
    return new ConfigurationFile(Map.of()).read(file).scan();
  }

  @Test
  void nothingIsSearchedUnlessItIsNamed() throws Exception {
    assertThat(read("resources: []")).isEqualTo(ScanSettings.none());
    assertThat(read("scan: {vaults: []}")).isEqualTo(ScanSettings.none());
  }

  @Test
  void aPlaceIsCalledByItsFirstLabelUnlessItHasAName() throws Exception {
    ScanSettings scan =
        read(
            """
            scan:
              subscriptions: [s1, s2]
              vaults:
                - url: https://kv-one.vault.azure.net
                - url: https://10.0.0.4
                  name: kv-two
              configurationStores:
                - url: https://store.azconfig.io
              kubernetes:
                - {}
                - context: prod
                  namespaces: [chat]
            """);
    assertThat(scan.subscriptions()).containsExactly("s1", "s2");
    assertThat(scan.vaults())
        .containsExactly(
            new ScanSettings.Named(URI.create("https://kv-one.vault.azure.net"), "kv-one"),
            new ScanSettings.Named(URI.create("https://10.0.0.4"), "kv-two"));
    assertThat(scan.configurationStores().get(0).name()).isEqualTo("store");
    assertThat(scan.kubernetes())
        .containsExactly(
            new ScanSettings.Cluster(null, null, List.of()),
            new ScanSettings.Cluster(null, "prod", List.of("chat")));
  }

  @Test
  void aNameIsNoUrl() {
    assertThatThrownBy(() -> read("scan: {vaults: [{url: kv-one}]}"))
        .isInstanceOf(ConfigurationFile.Problem.class)
        .hasMessageContaining("scan.vaults[0]")
        .hasMessageContaining("https://NAME.vault.azure.net");
  }

  @Test
  void theExampleShowsEveryKey() throws Exception {
    String example = Files.readString(Path.of("docs/configuration.md"));
    String scan = example.substring(example.indexOf("\nscan:"), example.indexOf("\nresources:"));
    Stream.of(ScanSettings.class, ScanSettings.Named.class, ScanSettings.Cluster.class)
        .flatMap(type -> Stream.of(type.getRecordComponents()))
        .map(RecordComponent::getName)
        .forEach(key -> assertThat(scan).containsPattern("[\\s-]" + key + ":"));
  }
}
