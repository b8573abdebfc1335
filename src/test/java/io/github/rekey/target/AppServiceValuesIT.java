package io.github.rekey.target;

import static io.github.rekey.azure.Keys.connectionString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.rekey.TickingClock;
import io.github.rekey.azure.Dependency;
import io.github.rekey.azure.FakeAzure;
import io.github.rekey.azure.Keys;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.rotation.WaveGate;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which values of a site are written, how, and what is said of them. Instances are not seen. */
class AppServiceValuesIT {
  private static final String SETTING = AppServiceSettingsTarget.DEFAULT_SETTING;
  private static final String PRIMARY = SETTING + "__east__primary";
  private static final String SECONDARY = SETTING + ":east:secondary";
  private static final ValueNames USUAL = ValueNames.setting(SETTING);
  private static final ValueNames BOTH =
      new ValueNames(ValueNames.Kind.SETTING, List.of(PRIMARY, SECONDARY));
  private static final ValueNames STRING = ValueNames.connectionString(FakeSite.STRING);
  private final TickingClock clock = new TickingClock();
  private final CountingFence fence = new CountingFence();
  private final Map<String, String> notes = new HashMap<>();
  private WaveGate gate = WaveGate.OPEN;
  private final FakeSite web = new FakeSite("web", connectionString(Keys.OLD), () -> "");
  private final FakeSite api = new FakeSite("api", connectionString(Keys.OLD), () -> "");
  private final FakeAzure azure =
      new FakeAzure(
          routes -> {
            web.routes(routes);
            api.routes(routes);
          });
  private final AppServiceSites sites =
      new AppServiceSites(azure.clients(), azure.guarded(Dependency.APP_SERVICE));

  @AfterEach
  void stop() {
    azure.close();
  }

  private AppServiceSettingsTarget target(ValueNames names, FakeSite... of) {
    List<SiteDelivery> deliveries =
        Arrays.stream(of)
            .map(site -> new SiteDelivery(sites.site(SiteId.parse(site.id())), names, null))
            .toList();
    return new AppServiceSettingsTarget(deliveries, Activation.defaults(), gate, clock);
  }

  private StepOutcome look(AppServiceSettingsTarget target) {
    StepOutcome outcome = target.deliver(Keys.NEW_KEY, notes, fence);
    if (outcome instanceof StepOutcome.NotYet notYet) {
      notes.putAll(notYet.notes());
    }
    clock.tick(Duration.ofMinutes(2));
    return outcome;
  }

  private CallFailed failure(AppServiceSettingsTarget target) {
    return catchThrowableOfType(CallFailed.class, () -> look(target));
  }

  private String evidence(AppServiceSettingsTarget target) {
    look(target);
    return ((StepOutcome.Done) look(target)).evidence();
  }

  @Test
  void allNamedSettingsAreRewrittenInOneWrite() {
    web.put(PRIMARY, connectionString(Keys.OLD));
    web.put(SECONDARY, connectionString(Keys.OLD) + "ClientEndpoint=https://front.example;");
    AppServiceSettingsTarget target = target(BOTH, web);
    assertThat(target.read()).isEqualTo(new Holding.Key(Keys.OLD));

    look(target);

    assertThat(web.settings())
        .containsEntry(PRIMARY, connectionString(Keys.NEW))
        .containsEntry(
            SECONDARY, connectionString(Keys.NEW) + "ClientEndpoint=https://front.example;");
    assertThat(web.writes()).isEqualTo(1);
  }

  @Test
  void aSettingThatIsNotNamedKeepsItsKey() {
    web.put(PRIMARY, connectionString(Keys.OLD));
    web.put(SECONDARY, connectionString(Keys.OLD));
    look(target(BOTH, web));
    assertThat(web.settings()).containsEntry(SETTING, connectionString(Keys.OLD));
  }

  @Test
  void nothingIsWrittenIfOneOfThemIsAnotherResources() {
    String other = connectionString(Keys.OLD).replace("chat.", "shop.");
    web.put(PRIMARY, connectionString(Keys.OLD));
    web.put(SECONDARY, other);
    CallFailed failure = failure(target(BOTH, web));
    assertThat(failure.kind()).isEqualTo(CallFailed.Kind.REFUSED);
    assertThat(failure).hasMessageContaining(SECONDARY + " of site web is for another resource");
    assertThat(web.writes()).isZero();
  }

  @Test
  void nothingIsWrittenIfOneOfThemIsMissing() {
    web.put(PRIMARY, connectionString(Keys.OLD));
    assertThat(failure(target(BOTH, web)).kind()).isEqualTo(CallFailed.Kind.GONE);
    assertThat(web.writes()).isZero();
  }

  @Test
  void connectionStringsKeepTheirTypesAndSettingsStay() {
    web.putString("Orders", "Server=sql;Database=orders", "SQLAzure");
    web.putString(FakeSite.STRING, connectionString(Keys.OLD), "Custom");

    look(target(STRING, web));

    assertThat(web.string(FakeSite.STRING).path("value").asText())
        .isEqualTo(connectionString(Keys.NEW));
    assertThat(web.string(FakeSite.STRING).path("type").asText()).isEqualTo("Custom");
    assertThat(web.string("Orders").path("value").asText()).isEqualTo("Server=sql;Database=orders");
    assertThat(web.string("Orders").path("type").asText()).isEqualTo("SQLAzure");
    assertThat(web.settings()).containsEntry("Other", "stays");
  }

  @Test
  void aConnectionStringOfAnUnknownTypeIsNotLost() {
    web.putString("Orders", "somewhere", "TypeOfTomorrow");
    web.putString(FakeSite.STRING, connectionString(Keys.OLD), "Custom");
    CallFailed failure = failure(target(STRING, web));
    assertThat(failure.kind()).isEqualTo(CallFailed.Kind.REFUSED);
    assertThat(failure).hasMessageContaining("connection string Orders of site web is of a type");
    assertThat(web.string("Orders").path("type").asText()).isEqualTo("TypeOfTomorrow");
    assertThat(web.writes()).isZero();
  }

  @Test
  void targetsAreNamedByTheirKindAndFirstSite() {
    assertThat(target(USUAL, web, api).name()).isEqualTo("app-service-settings:web/" + SETTING);
    assertThat(target(STRING, web).name()).isEqualTo("app-service-connection-strings:web/SignalR");
    assertThat(target(BOTH, web).name())
        .isEqualTo("app-service-settings:web/" + PRIMARY + "+" + SECONDARY);
  }

  @Test
  void everyValueOfEverySiteIsAPlace() {
    assertThat(target(BOTH, web, api).places())
        .containsExactly(
            "app-service-settings:web/" + PRIMARY,
            "app-service-settings:web/" + SECONDARY,
            "app-service-settings:api/" + PRIMARY,
            "app-service-settings:api/" + SECONDARY);
  }

  @Test
  void anAppConfigurationReferenceFollowsItsStore() {
    String reference = "@Microsoft.AppConfiguration(Endpoint=https://st.azconfig.io; Key=S:R)";
    web.put(SETTING, reference);
    AppServiceSettingsTarget target = target(USUAL, web);
    assertThat(target.read()).isEqualTo(new Holding.Reference("app-configuration:st/S:R"));
    assertThat(evidence(target)).contains("web has loaded the new key");
    assertThat(web.calls()).containsExactly("refresh", "restart");
    assertThat(web.settings()).containsEntry(SETTING, reference);
  }

  @Test
  void theNextSiteWaitsForTheGate() {
    gate = (resource, lastChange) -> Optional.of("3 clients to be back");
    AppServiceSettingsTarget target = target(USUAL, web, api);
    look(target);
    assertThat(look(target))
        .isInstanceOfSatisfying(
            StepOutcome.NotYet.class,
            held -> assertThat(held.waitingFor()).contains("held back: 3 clients to be back"));
    assertThat(web.writes()).isEqualTo(1);
    assertThat(api.calls()).isEmpty();

    gate = WaveGate.OPEN;
    look(target(USUAL, web, api));
    assertThat(api.calls()).containsExactly("write");
  }

  @Test
  void theEvidenceTellsASlotSettingFromAnother() {
    web.makeSticky(SETTING);
    assertThat(evidence(target(USUAL, web))).contains("(slot setting: " + SETTING + ")");
    notes.clear();
    assertThat(evidence(target(USUAL, api))).contains("(no slot setting: " + SETTING + ")");
  }

  @Test
  void aSwapThatWouldCarryAnOldValueOverIsRemarked() {
    web.addSlot("staging");
    assertThat(target(USUAL, web).remarks())
        .singleElement()
        .asString()
        .contains("swap with web(staging) would carry an old value over");
  }

  @Test
  void noSwapIsRemarkedWhereTheValueStaysOrThereIsNothingToSwap() {
    assertThat(target(USUAL, web).remarks()).as("no slots").isEmpty();
    api.addSlot("staging");
    api.makeSticky(SETTING);
    assertThat(target(USUAL, api).remarks()).as("a slot setting").isEmpty();
  }

  @Test
  void noSwapIsRemarkedWhereAllSlotsAreOfTheTarget() {
    web.addSlot("staging");
    FakeSite staging = new FakeSite("web/slots/staging", "", () -> "");
    assertThat(target(USUAL, web, staging).remarks()).isEmpty();
  }
}
