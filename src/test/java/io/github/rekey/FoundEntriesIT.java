package io.github.rekey;

import static io.github.rekey.azure.Keys.connectionString;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.azure.Dependency;
import io.github.rekey.azure.FakeAzure;
import io.github.rekey.azure.Keys;
import io.github.rekey.rotation.Holder;
import io.github.rekey.rotation.HolderSearch;
import io.github.rekey.target.AppServiceSearch;
import io.github.rekey.target.KeyVaultSearch;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a search writes for a place it found is an entry that rekey.yaml takes. */
class FoundEntriesIT {
  private static final String SITE =
      "/subscriptions/sub/resourceGroups/rg/providers/Microsoft.Web/sites/web";
  private static final String ODD = "Azure:SignalR: 'a' \\\\ # \\\"b\\\"";

  @TempDir Path folder;
  private final FakeAzure azure = new FakeAzure(FoundEntriesIT::routes);

  @AfterEach
  void stop() {
    azure.close();
  }

  private static void routes(RoutesConfig routes) {
    String site =
        "{\"id\":\"%s\",\"properties\":{\"defaultHostName\":\"web.azurewebsites.net\"}}"
            .formatted(SITE);
    String value = connectionString(Keys.OLD);
    routes.get(
        "/subscriptions/sub/providers/Microsoft.Web/sites",
        x -> json(x, "{\"value\":[" + site + "]}"));
    routes.get(SITE + "/slots", x -> json(x, "{\"value\":[]}"));
    routes.post(
        SITE + "/config/appsettings/list",
        x -> json(x, "{\"properties\":{\"%s\":\"%s\"}}".formatted(ODD, value)));
    routes.post(
        SITE + "/config/connectionstrings/list",
        x ->
            json(
                x,
                "{\"properties\":{\"SignalR\":{\"value\":\"%s\",\"type\":\"Custom\"}}}"
                    .formatted(value)));
    routes.get("/secrets", FoundEntriesIT::secrets);
    routes.get(
        "/secrets/{name}",
        x -> json(x, "{\"id\":\"https://kv/secrets/s/v\",\"value\":\"" + value + "\"}"));
  }

  private static void secrets(Context x) {
    if (x.header("Authorization") == null) {
      x.header(
          "WWW-Authenticate",
          "Bearer authorization=\"https://login.microsoftonline.com/%s\", resource=\"https://vault.azure.net\""
              .formatted(FakeAzure.TENANT));
      x.status(401);
      return;
    }
    json(x, "{\"value\":[{\"id\":\"https://kv/secrets/s\",\"attributes\":{\"enabled\":true}}]}");
  }

  private static void json(Context x, String body) {
    x.contentType("application/json").result(body);
  }

  private TargetKind read(Holder holder) throws Exception {
    String yaml =
        """
        resources:
          - id: /subscriptions/s/resourceGroups/g/providers/Microsoft.SignalRService/signalR/chat
            region: westeurope
            targets:
        """
            + holder.entry().indent(6);
    Path file = Files.writeString(folder.resolve("rekey.yaml"), yaml);
    Configuration read = new ConfigurationFile(Map.of()).read(file);
    return read.resources().get(0).targets().get(0).kind();
  }

  private List<Holder> found(HolderSearch search) {
    return search.search(Keys.NEW_KEY.endpoint()).holders();
  }

  @Test
  void ofASettingWithAnyNameAndOfAConnectionString() throws Exception {
    List<Holder> found =
        found(new AppServiceSearch(azure.clients(), azure.guarded(Dependency.APP_SERVICE), "sub"));

    AppServiceSettings setting = (AppServiceSettings) read(found.get(0));
    assertThat(setting.setting()).containsExactly("Azure:SignalR: 'a' \\ # \"b\"");
    assertThat(setting.sites().get(0).id().value()).isEqualTo(SITE);
    assertThat(setting.sites().get(0).hub())
        .isEqualTo(URI.create("https://web.azurewebsites.net/"));
    AppServiceSettings string = (AppServiceSettings) read(found.get(1));
    assertThat(string.connectionString()).containsExactly("SignalR");
    assertThat(string.setting()).isNull();
  }

  @Test
  void ofASecret() throws Exception {
    KeyVaultSearch search =
        new KeyVaultSearch(
            azure.clients(), azure.guarded(Dependency.KEY_VAULT), azure.url(), "kv-demo");

    KeyVaultSecretSettings secret = (KeyVaultSecretSettings) read(found(search).get(0));

    assertThat(secret.vault()).isEqualTo(azure.url());
    assertThat(secret.secret()).isEqualTo("s");
    assertThat(secret.name()).isEqualTo("kv-demo");
  }
}
