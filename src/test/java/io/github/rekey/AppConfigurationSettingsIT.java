package io.github.rekey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rekey.AppConfigurationSettings.Sentinel;
import io.github.rekey.azure.Dependency;
import io.github.rekey.azure.FakeAzure;
import io.github.rekey.azure.Keys;
import io.github.rekey.azure.Right;
import io.github.rekey.rotation.Holder;
import io.github.rekey.sandbox.appconfiguration.UnguardedStore;
import io.github.rekey.sandbox.world.ConfigurationStore;
import io.github.rekey.sandbox.world.ConfigurationStore.Content;
import io.github.rekey.target.AppConfigurationSearch;
import io.github.rekey.target.AppConfigurationStore;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppConfigurationSettingsIT {
  private static final String STORE_ID =
      "/subscriptions/s/resourceGroups/rg/providers"
          + "/Microsoft.AppConfiguration/configurationStores/appcs";

  @TempDir Path folder;

  @Test
  void theStoreIsNamedByItsHostUnlessANameIsGiven() throws Exception {
    AppConfigurationSettings bare =
        read("- appConfiguration: {store: \"https://appcs.azconfig.io\", key: a:b}");
    assertThat(bare)
        .isEqualTo(
            new AppConfigurationSettings(
                URI.create("https://appcs.azconfig.io"), "a:b", null, "appcs", null, null));
    AppConfigurationSettings whole =
        read(
            "- appConfiguration: {store: \"https://front.example\", key: k, label: prod, name: appcs,"
                + " sentinel: {key: Sentinel, label: all}}");
    assertThat(whole.name()).isEqualTo("appcs");
    assertThat(whole.sentinel()).isEqualTo(new Sentinel("Sentinel", "all"));
  }

  @Test
  void itNeedsTheRightsToReadAndWriteAndNoOtherOfTheStore() throws Exception {
    NeededRights needed =
        read("- appConfiguration: {store: \"https://appcs.azconfig.io\", key: k, id: %s}"
                .formatted(STORE_ID))
            .rights()
            .get(0);
    assertThat(needed.on()).isEqualTo("store appcs");
    assertThat(needed.scope()).isEqualTo(STORE_ID);
    assertThat(needed.rights().stream().filter(Right::data).map(Right::action))
        .containsExactly(
            "Microsoft.AppConfiguration/configurationStores/keyValues/read",
            "Microsoft.AppConfiguration/configurationStores/keyValues/write");
  }

  @Test
  void aStoreThatIsNoHttpsUrlIsRefused() {
    for (String store : List.of("appcs", "http://appcs.azconfig.io")) {
      assertThatThrownBy(() -> read("- appConfiguration: {store: \"%s\", key: k}".formatted(store)))
          .isInstanceOf(ConfigurationFile.Problem.class)
          .hasMessageContaining("https://NAME.azconfig.io");
    }
  }

  @Test
  void whatTheSearchProposesIsTakenAndLeadsToTheSamePlace() throws Exception {
    ConfigurationStore world = new ConfigurationStore("appcs", new TickingClock());
    String key = "Chat: \"SignalR\" # \\ {x}, [y] & 'z'";
    world.put(key, "yes", Content.text(Keys.connectionString(Keys.OLD)));
    try (FakeAzure azure = new FakeAzure(new UnguardedStore(world)::routes)) {
      AppConfigurationStore store =
          new AppConfigurationStore(
              "appcs",
              azure.clients().configuration(azure.url()),
              azure.guarded(Dependency.APP_CONFIGURATION));
      List<Holder> found =
          new AppConfigurationSearch(store).search(Keys.NEW_KEY.endpoint()).holders();
      assertThat(read(found.get(0).entry()))
          .isEqualTo(new AppConfigurationSettings(azure.url(), key, "yes", "appcs", null, null));
    }
  }

  private AppConfigurationSettings read(String target) throws Exception {
    String yaml =
        "resources:\n  - id: %s\n    region: westeurope\n    targets:\n      %s\n"
            .formatted(Keys.CHAT.value(), target);
    Path file = Files.writeString(folder.resolve("rekey.yaml"), yaml);
    Configuration configuration = new ConfigurationFile(Map.of()).read(file);
    TargetSettings settings = configuration.resources().get(0).targets().get(0);
    return Objects.requireNonNull(settings.appConfiguration());
  }
}
