package io.github.rekey.target;

import static io.github.rekey.azure.Keys.connectionString;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import io.github.rekey.azure.FakeAzure;
import io.github.rekey.azure.Keys;
import io.github.rekey.rotation.Holder;
import io.github.rekey.rotation.HolderSearch;
import io.github.rekey.rotation.Holding;
import io.github.rekey.sandbox.world.ConfigurationStore;
import io.github.rekey.sandbox.world.ConfigurationStore.Content;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppConfigurationSearchIT {
  private final FakeStore store = new FakeStore(new TickingClock());
  private final ConfigurationStore world = store.world();
  private final FakeAzure azure = store.azure();

  @AfterEach
  void stop() {
    store.close();
  }

  @Test
  void findsEveryKeyValueThatHoldsTheEndpointWhateverItsLabel() {
    world.put("SignalR", null, Content.text(connectionString(Keys.OLD)));
    world.put("SignalR", "prod", Content.text(connectionString(Keys.NEW)));
    assertThat(search().holders())
        .containsExactly(
            new Holder(
                "app-configuration:appcs/SignalR",
                new Holding.Key(Keys.OLD),
                "- appConfiguration: {store: \""
                    + azure.url()
                    + "\", key: \"SignalR\", name:"
                    + " \"appcs\"}"),
            new Holder(
                "app-configuration:appcs/SignalR@prod",
                new Holding.Key(Keys.NEW),
                "- appConfiguration: {store: \""
                    + azure.url()
                    + "\", key: \"SignalR\", label:"
                    + " \"prod\", name: \"appcs\"}"));
    assertThat(search().unread()).isEmpty();
  }

  @Test
  void findsReferencesToSecrets() {
    URI secret = URI.create("https://kv-demo.vault.azure.net/secrets/signalr/0123456789");
    world.put("SignalR", null, Content.reference(secret));
    assertThat(search().holders())
        .extracting(Holder::holding)
        .containsExactly(new Holding.Reference("key-vault-secret:kv-demo/signalr"));
  }

  @Test
  void doesNotFindWhatIsOfAnotherResourceOrNoConnectionString() {
    world.put("Shop", null, Content.text(connectionString(Keys.OLD).replace("chat.", "shop.")));
    world.put("Url", null, Content.text("https://chat.service.signalr.net"));
    world.put("Json", null, Content.text("{\"uri\":\"https://chat.service.signalr.net\"}"));
    assertThat(search()).isEqualTo(new HolderSearch.Found(List.of(), List.of()));
  }

  @Test
  void tellsOfAConnectionStringInsideALongerText() {
    String text = "{\"SignalR\":\"" + connectionString(Keys.OLD) + "\"}";
    world.put("Settings", null, Content.text(text));
    assertThat(search().holders()).isEmpty();
    assertThat(search().unread())
        .singleElement()
        .asString()
        .contains("app-configuration:appcs/Settings")
        .doesNotContain(Keys.OLD.reveal());
  }

  @Test
  void looksThroughEveryPageAndPastValuesThatDoNotFitTheirContentType() {
    for (int i = 0; i < 250; i++) {
      world.put("filler-" + i, null, Content.text("x"));
    }
    world.put("broken", null, new Content("no JSON", Content.REFERENCE, Map.of()));
    world.put("zzz", null, Content.text(connectionString(Keys.OLD)));
    assertThat(search().holders())
        .extracting(Holder::target)
        .containsExactly("app-configuration:appcs/zzz");
  }

  @Test
  void withoutTheRightTheStoreIsUnread() {
    azure.answerEverythingWith(403);
    assertThat(search().holders()).isEmpty();
    assertThat(search().unread())
        .singleElement()
        .asString()
        .contains("store appcs", "keyValues/read");
  }

  private HolderSearch.Found search() {
    return new AppConfigurationSearch(store.client()).search(Keys.NEW_KEY.endpoint());
  }
}
