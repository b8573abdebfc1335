package io.github.rekey.target;

import static io.github.rekey.azure.Keys.connectionString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.rekey.TickingClock;
import io.github.rekey.azure.Dependency;
import io.github.rekey.azure.FakeAzure;
import io.github.rekey.azure.Keys;
import io.github.rekey.azure.NegotiateSight;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.rotation.WaveGate;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppServiceSettingsTargetIT {
  private static final String SETTING = AppServiceSettingsTarget.DEFAULT_SETTING;
  private static final String REFERENCE =
      "@Microsoft.KeyVault(VaultName=kv-demo;SecretName=signalr)";
  private static final String PINNED =
      "@Microsoft.KeyVault(SecretUri=https://kv-demo.vault.azure.net/secrets/signalr/v7)";
  private final TickingClock clock = new TickingClock();
  private final CountingFence fence = new CountingFence();
  private String inVault = connectionString(Keys.OLD);
  private final FakeSite web = new FakeSite("web", connectionString(Keys.OLD), () -> "");
  private final FakeSite api = new FakeSite("api", connectionString(Keys.OLD), () -> "");
  private final FakeSite referring = new FakeSite("referring", REFERENCE, () -> inVault);
  private final FakeAzure azure =
      new FakeAzure(
          routes -> {
            web.routes(routes);
            api.routes(routes);
            referring.routes(routes);
          });
  private final AppServiceSites sites =
      new AppServiceSites(azure.clients(), azure.guarded(Dependency.APP_SERVICE));
  private Map<String, String> notes = Map.of();

  @AfterEach
  void stop() {
    azure.close();
  }

  @Test
  void readsTheKeyThatAllSitesHold() {
    assertThat(target(1, web, api).read()).isEqualTo(new Holding.Key(Keys.OLD));
  }

  @Test
  void namesEachSiteAsAPlaceAsATargetOnItAloneWouldBeNamed() {
    assertThat(target(1, web, api).places())
        .containsExactly(
            "app-service-settings:" + SiteId.parse(web.id()) + "/" + SETTING,
            "app-service-settings:" + SiteId.parse(api.id()) + "/" + SETTING);
  }

  @Test
  void doesNotReadAMixtureAsAKey() {
    api.settings().put(SETTING, connectionString(Keys.NEW));
    assertThat(target(1, web, api).read())
        .isInstanceOfSatisfying(
            Holding.Nothing.class,
            nothing ->
                assertThat(nothing.sentence())
                    .contains("setting %s of site web holds key 1".formatted(SETTING))
                    .contains("setting %s of site api holds key 2".formatted(SETTING)));
  }

  @Test
  void doesNotReadAKeyBesideAReferenceAsEither() {
    assertThat(target(1, web, referring).read())
        .isInstanceOfSatisfying(
            Holding.Nothing.class,
            nothing ->
                assertThat(nothing.sentence())
                    .contains("site referring refers to key-vault-secret:kv-demo/signalr")
                    .doesNotContain(Keys.OLD.reveal()));
  }

  @Test
  void writesTheKeyKeepsAllElseAndWaitsUntilEveryInstanceSignsWithIt() {
    AppServiceSettingsTarget target = target(1, web);
    assertThat(look(target)).isInstanceOf(StepOutcome.NotYet.class);
    assertThat(web.settings())
        .containsEntry(SETTING, connectionString(Keys.NEW))
        .containsEntry("Other", "stays");
    assertThat(look(target)).isInstanceOf(StepOutcome.Done.class);
    assertThat(web.calls()).containsExactly("write");
    assertThat(fence.checks()).isEqualTo(1);
    assertThat(target.read()).isEqualTo(new Holding.Key(Keys.NEW));
  }

  @Test
  void restartsASiteOnceThatDidNotRestartByItself() {
    AppServiceSettingsTarget target = target(1, web);
    web.ignoreRestart();
    look(target);
    assertThat(look(target)).isInstanceOf(StepOutcome.NotYet.class);
    assertThat(web.calls()).containsExactly("write");
    clock.tick(Duration.ofSeconds(61));
    web.ignoreRestart();
    look(target);
    assertThat(look(target)).isInstanceOf(StepOutcome.NotYet.class);
    assertThat(web.calls()).containsExactly("write", "restart");
  }

  @Test
  void restartsAgainWhenTheFirstRestartDidNotHelp() {
    restartsASiteOnceThatDidNotRestartByItself();
    AppServiceSettingsTarget target = target(1, web);
    clock.tick(Duration.ofMinutes(3));
    look(target);
    assertThat(look(target)).isInstanceOf(StepOutcome.Done.class);
    assertThat(web.calls()).containsExactly("write", "restart", "restart");
  }

  @Test
  void doesNotRestartAtOnceWhenItsNotesWereLost() {
    web.ignoreRestart();
    look(target(1, web));
    notes = Map.of();
    look(target(1, web));
    assertThat(web.calls()).containsExactly("write");
    clock.tick(Duration.ofSeconds(61));
    look(target(1, web));
    assertThat(web.calls()).containsExactly("write", "restart");
  }

  @Test
  void doesNotTouchTheNextWaveBeforeTheFormerSignsWithTheKey() {
    AppServiceSettingsTarget target = target(1, web, api);
    web.ignoreRestart();
    look(target);
    look(target);
    assertThat(api.calls()).isEmpty();
    clock.tick(Duration.ofSeconds(61));
    look(target);
    look(target);
    assertThat(api.calls()).containsExactly("write");
    assertThat(look(target)).isInstanceOf(StepOutcome.Done.class);
  }

  @Test
  void changesAWholeWaveAtOnce() {
    AppServiceSettingsTarget target = target(2, web, api);
    look(target);
    assertThat(web.calls()).containsExactly("write");
    assertThat(api.calls()).containsExactly("write");
    assertThat(look(target)).isInstanceOf(StepOutcome.Done.class);
  }

  @Test
  void refreshesAReferenceAndRestartsInsteadOfWriting() {
    AppServiceSettingsTarget target = target(1, referring);
    assertThat(target.read()).isEqualTo(new Holding.Reference("key-vault-secret:kv-demo/signalr"));
    inVault = connectionString(Keys.NEW);
    assertThat(look(target)).isInstanceOf(StepOutcome.NotYet.class);
    assertThat(look(target)).isInstanceOf(StepOutcome.Done.class);
    assertThat(referring.calls()).containsExactly("refresh", "restart");
    assertThat(referring.settings()).containsEntry(SETTING, REFERENCE);
  }

  @Test
  void rewritesAReferenceToOneVersionSoThatItMoves() {
    referring.put(SETTING, PINNED);
    AppServiceSettingsTarget target = target(1, referring);
    assertThat(target.read()).isEqualTo(new Holding.Reference("key-vault-secret:kv-demo/signalr"));
    inVault = connectionString(Keys.NEW);
    assertThat(look(target)).isInstanceOf(StepOutcome.NotYet.class);
    assertThat(look(target))
        .isInstanceOfSatisfying(
            StepOutcome.Done.class,
            done -> assertThat(done.evidence()).contains("no longer names one version"));
    assertThat(referring.settings())
        .containsEntry(SETTING, PINNED.replace("v7", ""))
        .containsEntry("Other", "stays");
    assertThat(referring.calls()).containsExactly("write");
  }

  @Test
  void doesNotRewriteAReferenceAgainWhenTheAnswerWasLost() {
    referring.put(SETTING, PINNED);
    inVault = connectionString(Keys.NEW);
    referring.loseNextAnswer();
    CallFailed failure = catchThrowableOfType(CallFailed.class, () -> look(target(1, referring)));
    assertThat(failure.effectPossible()).isTrue();
    assertThat(look(target(1, referring))).isInstanceOf(StepOutcome.Done.class);
    assertThat(referring.calls()).containsExactly("write");
  }

  @Test
  void doesNotRewriteAReferenceWhoseValueIsInUseAlready() {
    inVault = connectionString(Keys.NEW);
    referring.put(SETTING, PINNED);
    assertThat(look(target(1, referring))).isInstanceOf(StepOutcome.Done.class);
    assertThat(referring.settings()).containsEntry(SETTING, PINNED);
    assertThat(referring.calls()).isEmpty();
  }

  @Test
  void doesNotWriteOverSomebodyElsesChange() {
    web.afterNextRead(() -> web.settings().put("Other", "changed meanwhile"));
    CallFailed failure = catchThrowableOfType(CallFailed.class, () -> look(target(1, web)));
    assertThat(failure.kind()).isEqualTo(CallFailed.Kind.CONFLICT);
    assertThat(web.calls()).isEmpty();
  }

  @Test
  void doesNotWriteBehindALostFence() {
    fence.lose();
    assertThatThrownBy(() -> look(target(1, web))).isInstanceOf(Fence.Superseded.class);
    assertThat(web.calls()).isEmpty();
  }

  @Test
  void tellsThatTheSettingIsMissing() {
    web.settings().remove(SETTING);
    assertThat(target(1, web).read()).isInstanceOf(Holding.Nothing.class);
    CallFailed failure = catchThrowableOfType(CallFailed.class, () -> look(target(1, web)));
    assertThat(failure.kind()).isEqualTo(CallFailed.Kind.GONE);
    assertThat(failure).hasMessageContaining("site web has no setting " + SETTING);
  }

  private AppServiceSettingsTarget target(int wave, FakeSite... named) {
    Activation activation =
        new Activation(wave, Duration.ofSeconds(60), Duration.ofMinutes(3), Duration.ofSeconds(1));
    List<SiteDelivery> deliveries = Arrays.stream(named).map(this::delivery).toList();
    return new AppServiceSettingsTarget(deliveries, activation, WaveGate.OPEN, clock);
  }

  private SiteDelivery delivery(FakeSite named) {
    AppServiceSite site = sites.site(SiteId.parse(named.id()));
    NegotiateSight sight =
        new NegotiateSight(
            site.id().toString(),
            URI.create(azure.url() + "/" + site.id()),
            site::instances,
            azure.clients().plainHttp(),
            azure.guarded(Dependency.APPS));
    return new SiteDelivery(site, ValueNames.setting(SETTING), sight);
  }

  private StepOutcome look(AppServiceSettingsTarget target) {
    StepOutcome outcome = target.deliver(Keys.NEW_KEY, notes, fence);
    if (outcome instanceof StepOutcome.NotYet notYet) {
      notes = notYet.notes();
    }
    return outcome;
  }
}
