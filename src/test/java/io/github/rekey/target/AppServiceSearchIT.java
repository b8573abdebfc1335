package io.github.rekey.target;

import static io.github.rekey.azure.Keys.connectionString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.rekey.azure.Dependency;
import io.github.rekey.azure.FakeAzure;
import io.github.rekey.azure.Keys;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Holder;
import io.github.rekey.rotation.HolderSearch.Found;
import io.github.rekey.rotation.Holding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppServiceSearchIT {
  private static final String SETTING = AppServiceSettingsTarget.DEFAULT_SETTING;
  private static final String SITES = "/subscriptions/sub/providers/Microsoft.Web/sites";
  private final FakeSite web = new FakeSite("web", connectionString(Keys.OLD), () -> "");
  private final FakeSite staging =
      new FakeSite("web/slots/staging", connectionString(Keys.ALIEN), () -> "");
  private final FakeSite closed = new FakeSite("closed", connectionString(Keys.OLD), () -> "");
  private final FakeAzure azure =
      new FakeAzure(
          routes -> {
            routes.get(SITES, x -> x.contentType("application/json").result(list()));
            routes.before(closed.id() + "/*", x -> x.status(403).skipRemainingHandlers());
            web.routes(routes);
            staging.routes(routes);
            closed.routes(routes);
          });
  private final AppServiceSearch search =
      new AppServiceSearch(azure.clients(), azure.guarded(Dependency.APP_SERVICE), "sub");

  @AfterEach
  void stop() {
    azure.close();
  }

  private String list() {
    ObjectNode page = new ObjectMapper().createObjectNode();
    page.putArray("value").add(closed.document()).add(web.document());
    return page.toString();
  }

  private Found found() {
    return search.search(Keys.NEW_KEY.endpoint());
  }

  @Test
  void findsTheSettingThatNamesTheEndpointAndWritesItsEntry() {
    assertThat(found().holders())
        .singleElement()
        .isEqualTo(
            new Holder(
                "app-service-settings:web/" + SETTING,
                new Holding.Key(Keys.OLD),
                """
                - appService:
                    setting: "Azure__SignalR__ConnectionString"
                    sites:
                      - id: %s
                        hub: https://web.azurewebsites.net/ # complete it with the path of the hub
                """
                    .formatted(web.id())));
  }

  @Test
  void findsConnectionStringsReferencesAndSlotsToo() {
    web.addSlot("staging");
    web.putString("Sig:R", connectionString(Keys.OLD), "Custom");
    web.put("Other", "@Microsoft.KeyVault(VaultName=kv;SecretName=any)");
    assertThat(found().holders())
        .extracting(Holder::target)
        .containsExactly(
            "app-service-settings:web/Other",
            "app-service-connection-strings:web/Sig:R",
            "app-service-settings:web(staging)/" + SETTING);
    assertThat(found().holders())
        .extracting(Holder::holding)
        .contains(new Holding.Reference("key-vault-secret:kv/any"), new Holding.Key(Keys.ALIEN));
  }

  @Test
  void doesNotTakeAnotherResourcesValueForAHolder() {
    web.put(SETTING, connectionString(Keys.OLD).replace("chat.", "shop."));
    assertThat(found().holders()).isEmpty();
  }

  @Test
  void aSiteThatMayNotBeReadIsToldAndTheOthersAreSearched() {
    Found found = found();
    assertThat(found.unread())
        .isNotEmpty()
        .allSatisfy(reason -> assertThat(reason).contains("site closed", "not allowed", "grant"));
    assertThat(found.holders()).isNotEmpty();
  }

  @Test
  void doesNotCallASubscriptionSearchedThatItCouldNotList() {
    azure.answerEverythingWith(403);
    assertThatThrownBy(this::found)
        .isInstanceOf(CallFailed.class)
        .hasMessageContaining("Microsoft.Web/sites/read");
  }

  @Test
  void noEntryShowsAKey() {
    assertThat(found().toString()).doesNotContain(Keys.OLD.reveal());
  }
}
