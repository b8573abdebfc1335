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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContainerAppsSearchIT {
  private static final String ENTRY =
      """
      - containerApp:
          id: /subscriptions/sub/resourceGroups/rg/providers/Microsoft.App/containerApps/web
          secret: signalr
      """;
  private final FakeContainerApp web =
      new FakeContainerApp("web", "a")
          .with("signalr", connectionString(Keys.OLD))
          .with("another", connectionString(Keys.OLD).replace("//chat.", "//other."))
          .with("password", "nothing-of-ours-is-in-here")
          .withReference("fetched", "https://kv-demo.vault.azure.net/secrets/signalr", "x");
  private final FakeAzure azure = new FakeAzure(this::routes);
  private final ContainerAppsSearch search =
      new ContainerAppsSearch(
          new ContainerApps(azure.clients(), azure.guarded(Dependency.CONTAINER_APPS)), "sub");

  private void routes(RoutesConfig routes) {
    web.routes(routes);
    String all = "/subscriptions/sub/providers/Microsoft.App/containerApps";
    String closed = web.id().replace("/web", "/closed");
    routes.get(
        all,
        x ->
            x.contentType("application/json")
                .result(
                    "{\"value\":[{\"id\":\"%s\"},{\"id\":\"%s\"}]}".formatted(closed, web.id())));
    routes.post(closed + "/listSecrets", x -> x.status(403));
  }

  @AfterEach
  void stop() {
    azure.close();
  }

  @Test
  void findsTheSecretsOfTheEndpointAndThoseInKeyVaultAndNoOthers() {
    Found found = search.search(Keys.NEW_KEY.endpoint());
    assertThat(found.holders())
        .containsExactly(
            new Holder("container-app:web/signalr", new Holding.Key(Keys.OLD), ENTRY),
            new Holder(
                "container-app:web/fetched",
                new Holding.Reference("key-vault-secret:kv-demo/signalr"),
                ENTRY.replace("secret: signalr", "secret: fetched")));
  }

  @Test
  void tellsWhatItMayNotReadAndLooksIntoTheRest() {
    Found found = search.search(Keys.NEW_KEY.endpoint());
    assertThat(found.unread())
        .singleElement()
        .asString()
        .contains("container app closed", "Microsoft.App/containerApps/listSecrets/action");
    assertThat(found.holders()).isNotEmpty();
  }

  @Test
  void failsIfNothingAtAllCanBeSearched() {
    azure.answerEverythingWith(403);
    assertThatThrownBy(() -> search.search(Keys.NEW_KEY.endpoint()))
        .isInstanceOf(CallFailed.class)
        .hasMessageContaining("container apps in subscription sub");
  }
}
