package io.github.rekey.target;

import static io.github.rekey.azure.Keys.connectionString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rekey.azure.Dependency;
import io.github.rekey.azure.FakeAzure;
import io.github.rekey.azure.Keys;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Holder;
import io.github.rekey.rotation.HolderSearch.Found;
import io.github.rekey.rotation.Holding;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyVaultSearchIT {
  private static final String LIST =
      """
      {"value":[
        {"id":"https://kv/secrets/disabled","attributes":{"enabled":false}},
        {"id":"https://kv/secrets/tls","attributes":{"enabled":true},"managed":true},
        {"id":"https://kv/secrets/closed","attributes":{"enabled":true}},
        {"id":"https://kv/secrets/other","attributes":{"enabled":true}},
        {"id":"https://kv/secrets/chat","attributes":{"enabled":true}}]}
      """;
  private static final Map<String, String> VALUES =
      Map.of(
          "disabled", connectionString(Keys.OLD),
          "tls", connectionString(Keys.OLD),
          "other", connectionString(Keys.OLD).replace("chat.", "shop."),
          "chat", connectionString(Keys.OLD));

  private final FakeAzure azure = new FakeAzure(KeyVaultSearchIT::routes);
  private final KeyVaultSearch search =
      new KeyVaultSearch(
          azure.clients(), azure.guarded(Dependency.KEY_VAULT), azure.url(), "kv-demo");

  private static void routes(RoutesConfig routes) {
    new FakeVault().routes(routes);
    routes.before("/secrets", FakeVault::challenge);
    routes.get("/secrets", x -> x.contentType("application/json").result(LIST));
    routes.get("/secrets/{name}/", KeyVaultSearchIT::one);
  }

  private static void one(Context x) {
    String name = x.pathParam("name");
    if (name.equals("closed")) {
      x.status(403).result("{\"error\":{\"code\":\"Forbidden\",\"message\":\"no\"}}");
      return;
    }
    x.contentType("application/json")
        .result(
            "{\"id\":\"https://kv/secrets/%s/v1\",\"value\":\"%s\"}"
                .formatted(name, VALUES.get(name)));
  }

  @AfterEach
  void stop() {
    azure.close();
  }

  private Found found() {
    return search.search(Keys.NEW_KEY.endpoint());
  }

  @Test
  void findsTheSecretThatNamesTheEndpointAndWritesItsEntry() {
    assertThat(found().holders())
        .containsExactly(
            new Holder(
                "key-vault-secret:kv-demo/chat",
                new Holding.Key(Keys.OLD),
                """
                - keyVaultSecret:
                    vault: %s
                    secret: chat
                    name: kv-demo
                """
                    .formatted(azure.url())));
  }

  @Test
  void doesNotReadWhatIsDisabledOrBacksACertificate() {
    found();
    assertThat(azure.count("GET /secrets/disabled")).isZero();
    assertThat(azure.count("GET /secrets/tls")).isZero();
  }

  @Test
  void aSecretThatMayNotBeReadIsTold() {
    assertThat(found().unread())
        .singleElement()
        .asString()
        .contains("secret kv-demo/closed", "not allowed");
  }

  @Test
  void doesNotCallAVaultSearchedThatItCouldNotList() {
    azure.answerEverythingWith(403);
    assertThatThrownBy(this::found)
        .isInstanceOf(CallFailed.class)
        .hasMessageContaining("secrets/readMetadata");
  }
}
