package io.github.rekey.sandbox.arm;

import static com.azure.resourcemanager.appservice.models.ConnectionStringType.CUSTOM;
import static com.azure.resourcemanager.appservice.models.ConnectionStringType.SQLAZURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.exception.ManagementException;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.appservice.AppServiceManager;
import com.azure.resourcemanager.appservice.fluent.WebAppsClient;
import com.azure.resourcemanager.appservice.fluent.models.ConnectionStringDictionaryInner;
import com.azure.resourcemanager.appservice.fluent.models.StringDictionaryInner;
import com.azure.resourcemanager.appservice.models.ConnStringValueTypePair;
import io.github.rekey.sandbox.control.RunningPlane;
import io.github.rekey.sandbox.world.Faults.Kind;
import io.github.rekey.sandbox.world.Site;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AppServiceIT {
  private final RunningPlane running = new RunningPlane();
  private final AtomicInteger restarts = new AtomicInteger();
  private final AppServiceManager manager = manager();
  private final WebAppsClient sites = manager.serviceClient().getWebApps();

  @BeforeEach
  void countRestarts() {
    running.shop().onRestart(restarts::incrementAndGet);
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void theFluentClientReadsASitesSettings() {
    var shop = manager.webApps().getById(running.shop().id());
    assertThat(shop.name()).isEqualTo("shop");
    assertThat(shop.getAppSettings().get("Theme").value()).isEqualTo("dark");
  }

  @Test
  void updatingSettingsReplacesAllAndRestarts() {
    Map<String, String> all = new HashMap<>();
    all.put("Theme", "light");
    StringDictionaryInner answer =
        sites.updateApplicationSettings(
            "live", "shop", new StringDictionaryInner().withProperties(all));
    assertThat(answer.properties()).isEqualTo(all);
    assertThat(running.shop().settings()).isEqualTo(all);
    assertThat(restarts).hasValue(1);
  }

  @Test
  void aRefusedUpdateChangesNothing() {
    running.azure().faults().script(Kind.TARGET_REFUSES, "shop");
    assertThatThrownBy(
            () ->
                sites.updateApplicationSettings(
                    "live", "shop", new StringDictionaryInner().withProperties(Map.of("a", "b"))))
        .isInstanceOf(ManagementException.class);
    assertThat(running.shop().settings()).containsEntry("Theme", "dark");
    assertThat(restarts).hasValue(0);
  }

  @Test
  void restarts() {
    sites.restart("live", "shop");
    assertThat(restarts).hasValue(1);
  }

  @Test
  void namesEveryInstance() {
    assertThat(sites.listInstanceIdentifiers("live", "shop"))
        .extracting(instance -> instance.name())
        .containsExactlyElementsOf(running.shop().instanceIds())
        .allMatch(name -> name.matches("[0-9a-f]{64}"));
  }

  @Test
  void listsTheSubscriptionsSites() {
    assertThat(manager.webApps().list()).extracting(site -> site.name()).containsExactly("shop");
  }

  @Test
  void connectionStringsAreReplacedWithTheirTypesAndReachTheEnvironment() {
    var sql = new ConnStringValueTypePair().withValue("Server=s").withType(SQLAZURE);
    var custom = new ConnStringValueTypePair().withValue("Endpoint=e").withType(CUSTOM);
    sites.updateConnectionStrings(
        "live",
        "shop",
        new ConnectionStringDictionaryInner()
            .withProperties(new HashMap<>(Map.of("Orders", sql, "SignalR", custom))));
    var listed = sites.listConnectionStrings("live", "shop").properties();
    assertThat(listed.get("Orders").type()).isEqualTo(SQLAZURE);
    assertThat(listed.get("SignalR").value()).isEqualTo("Endpoint=e");
    assertThat(running.shop().settings())
        .containsEntry("SQLAZURECONNSTR_Orders", "Server=s")
        .containsEntry("CUSTOMCONNSTR_SignalR", "Endpoint=e")
        .containsEntry("Theme", "dark");
    assertThat(sites.listApplicationSettings("live", "shop").properties())
        .doesNotContainKey("CUSTOMCONNSTR_SignalR");
    assertThat(restarts).hasValue(1);
  }

  @Test
  void aRefusedUpdateOfConnectionStringsChangesNothing() {
    running.azure().faults().script(Kind.TARGET_REFUSES, "shop");
    var custom = new ConnStringValueTypePair().withValue("Endpoint=e").withType(CUSTOM);
    assertThatThrownBy(
            () ->
                sites.updateConnectionStrings(
                    "live",
                    "shop",
                    new ConnectionStringDictionaryInner()
                        .withProperties(Map.of("SignalR", custom))))
        .isInstanceOf(ManagementException.class);
    assertThat(running.shop().connectionStrings()).isEmpty();
    assertThat(restarts).hasValue(0);
  }

  @Test
  void aSlotIsASiteOfItsOwnThatOnlyItsSiteLists() {
    String id = running.shop().id() + "/slots/staging";
    running.azure().add(new Site(id, 1, Map.of("Theme", "blue")));
    running.shop().sticky(new Site.Sticky(List.of("Theme"), List.of("SignalR")));
    assertThat(manager.webApps().list()).extracting(site -> site.name()).containsExactly("shop");
    assertThat(sites.listSlots("live", "shop"))
        .singleElement()
        .satisfies(slot -> assertThat(slot.id()).isEqualTo(id))
        .satisfies(
            slot -> assertThat(slot.defaultHostname()).isEqualTo("shop-staging.azurewebsites.net"));
    assertThat(sites.listApplicationSettingsSlot("live", "shop", "staging").properties())
        .containsEntry("Theme", "blue");
    var names = sites.listSlotConfigurationNames("live", "shop");
    assertThat(names.appSettingNames()).containsExactly("Theme");
    assertThat(names.connectionStringNames()).containsExactly("SignalR");
    sites.restartSlot("live", "shop", "staging");
    assertThat(restarts).hasValue(0);
  }

  private AppServiceManager manager() {
    Map<String, String> endpoints = new HashMap<>(AzureEnvironment.AZURE.getEndpoints());
    endpoints.put("resourceManagerEndpointUrl", running.plane().armUrl() + "/");
    AzureProfile profile =
        new AzureProfile(
            running.plane().options().tenant().id(),
            running.plane().options().subscriptionId(),
            new AzureEnvironment(endpoints));
    RetryOptions once = new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1)));
    return AppServiceManager.configure()
        .withHttpClient(running.azureHttp())
        .withRetryPolicy(new RetryPolicy(once))
        .authenticate(running.credential(), profile);
  }
}
