package io.github.rekey;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.azure.Right;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeededRightsTest {
  @TempDir Path folder;

  private List<NeededRights> of(String yaml) throws Exception {
    Path file = Files.writeString(folder.resolve("rekey.yaml"), yaml);
    return NeededRights.of(new ConfigurationFile(Map.of()).read(file));
  }

  @Test
  void whatAScanLooksThroughNeedsRightsToReadAndNoneToWrite() throws Exception {
    List<NeededRights> places =
        of(
            """
            scan:
              subscriptions: [s1]
              vaults: [{url: "https://kv.vault.azure.net"}]
              configurationStores: [{url: "https://store.azconfig.io"}]
              kubernetes: [{context: prod, namespaces: [chat]}]
            """);
    assertThat(places)
        .extracting(NeededRights::on)
        .containsExactly(
            "subscription s1", "vault kv", "store store", "Kubernetes secrets of prod");
    assertThat(places)
        .flatExtracting(NeededRights::rights)
        .extracting(Right::action)
        .contains("Microsoft.Web/sites/config/list/action")
        .noneMatch(action -> action.contains("write") || action.contains("set"));
    assertThat(places.get(3).rules())
        .singleElement()
        .satisfies(rule -> assertThat(rule.verbs()).containsExactly("list"));
  }

  @Test
  void withoutAScanOnlyWhatIsListedNeedsRights() throws Exception {
    assertThat(of("resources: []")).isEmpty();
  }
}
