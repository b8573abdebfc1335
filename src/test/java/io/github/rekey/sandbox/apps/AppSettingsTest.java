package io.github.rekey.sandbox.apps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.ConfigurationStore;
import io.github.rekey.sandbox.world.ConfigurationStore.Content;
import io.github.rekey.sandbox.world.Site;
import io.github.rekey.sandbox.world.Vault;
import io.github.rekey.sandbox.world.Vault.Version;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AppSettingsTest {
  private static final String NAME = "Azure__SignalR__ConnectionString";
  private static final String CONFIGURED =
      "@Microsoft.AppConfiguration(Endpoint=https://appcs.azconfig.io; Key=SignalR)";
  private final Azure azure = new Azure();
  private final Vault vault = new Vault("keys", new TickingClock(Instant.EPOCH));
  private final ConfigurationStore store =
      new ConfigurationStore("appcs", new TickingClock(Instant.EPOCH));
  private final AppSettings settings = new AppSettings(azure);

  AppSettingsTest() {
    azure.add(vault);
    azure.add(store);
  }

  @Test
  void prefersTheUsualNameOverOthers() {
    var both = Map.of("AConnectionString", service("other"), NAME, service("usual"));
    assertThat(key(both)).contains("usual");
    assertThat(key(Map.of("AzureSignalRConnectionString", service("other")))).contains("other");
  }

  @Test
  void findsAConnectionStringBehindItsPrefix() {
    Site site = new Site("/s/sites/a", 1, Map.of());
    site.replaceConnectionStrings(Map.of(NAME, new Site.Typed(service("typed"), "Custom")));
    assertThat(key(site.settings())).contains("typed");
  }

  @Test
  void doesNotTakeASettingOfAnotherKind() {
    assertThat(key(Map.of("Endpoint", service("k")))).isEmpty();
    assertThat(key(Map.of("SqlConnectionString", "Server=x;Password=y"))).isEmpty();
  }

  @Test
  void followsAReferenceWithoutVersionToTheNewestEnabledOne() {
    vault.put("signalr", service("first"), Map.of(), "");
    Version second = vault.put("signalr", service("second"), Map.of(), "");
    String byUri = "@Microsoft.KeyVault(SecretUri=https://localhost:1/secrets/signalr/)";
    String byName = "@Microsoft.KeyVault(VaultName=Keys;SecretName=signalr)";
    assertThat(key(Map.of(NAME, byUri))).contains("second");
    assertThat(key(Map.of(NAME, byName))).contains("second");

    vault.replace(disabled(second));
    assertThat(key(Map.of(NAME, byUri))).contains("first");
  }

  @Test
  void doesNotMoveAReferenceThatNamesAVersion() {
    Version first = vault.put("signalr", service("first"), Map.of(), "");
    vault.put("signalr", service("second"), Map.of(), "");
    String uri = "https://keys.vault.azure.net/secrets/signalr/" + first.version();
    assertThat(key(Map.of(NAME, "@Microsoft.KeyVault(SecretUri=" + uri + ")"))).contains("first");
  }

  @Test
  void followsAReferenceToAKeyValueOfItsLabel() {
    store.put("Chat:SignalR", null, Content.text(service("unlabelled")));
    store.put("Chat:SignalR", "prod", Content.text(service("labelled")));
    String plain =
        "@Microsoft.AppConfiguration(Endpoint=https://appcs.azconfig.io; Key=Chat:SignalR)";
    String labelled = plain.replace(")", "; Label=prod)");
    assertThat(key(Map.of(NAME, plain))).contains("unlabelled");
    assertThat(key(Map.of(NAME, labelled))).contains("labelled");
    assertThat(key(Map.of(NAME, labelled.replace("appcs.azconfig.io", "localhost:1"))))
        .contains("labelled");
  }

  @Test
  void followsAKeyValueOnToASecret() {
    vault.put("signalr", service("first"), Map.of(), "");
    vault.put("signalr", service("second"), Map.of(), "");
    URI secret = URI.create("https://keys.vault.azure.net/secrets/signalr");
    store.put("SignalR", null, Content.reference(secret));
    assertThat(key(Map.of(NAME, CONFIGURED))).contains("second");
  }

  @Test
  void doesNotTakeAReferenceForAValue() {
    store.put("SignalR", null, Content.reference(URI.create("https://keys/secrets/gone")));
    assertThat(key(Map.of(NAME, CONFIGURED))).isEmpty();
    assertThat(key(Map.of(NAME, CONFIGURED.replace("Key=SignalR", "Key=gone")))).isEmpty();
  }

  @Test
  void findsNothingBehindABrokenReference() {
    assertThat(key(Map.of(NAME, "@Microsoft.KeyVault(SecretUri=https://h/secrets/gone/)")))
        .isEmpty();
  }

  private Optional<String> key(Map<String, String> stored) {
    return settings.connectionString(stored).map(ConnectionString::accessKey);
  }

  private static String service(String key) {
    return "Endpoint=https://localhost:2;AccessKey=" + key + ";Version=1.0;";
  }

  private static Version disabled(Version v) {
    return new Version(
        v.name(), v.version(), v.value(), v.tags(), v.contentType(), false, v.created());
  }
}
