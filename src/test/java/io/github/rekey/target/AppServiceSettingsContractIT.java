package io.github.rekey.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.azure.Dependency;
import io.github.rekey.rotation.Target;
import io.github.rekey.rotation.WaveGate;
import io.github.rekey.sandbox.world.Site;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** Without a sight of the instances, which {@code AppServiceSettingsTargetIT} has. */
class AppServiceSettingsContractIT extends SandboxContract {
  protected final Site site = running.shop();

  protected ValueNames names() {
    return ValueNames.setting(AppServiceSettingsTarget.DEFAULT_SETTING);
  }

  @AfterEach
  void whatElseTheSiteHasIsAsItWas() {
    assertThat(site.applicationSettings()).containsEntry("Theme", "dark");
  }

  @Override
  protected Target target() {
    AppServiceSites sites =
        new AppServiceSites(azure.clients(), azure.guarded(Dependency.APP_SERVICE));
    AppServiceSite shop = sites.site(SiteId.parse(site.id()));
    return new AppServiceSettingsTarget(
        List.of(new SiteDelivery(shop, names(), null)),
        Activation.defaults(),
        WaveGate.OPEN,
        clock);
  }

  @Override
  protected void store(String value) {
    Map<String, String> all = site.applicationSettings();
    all.put(AppServiceSettingsTarget.DEFAULT_SETTING, value);
    site.replaceSettings(all);
  }

  @Override
  protected String stored() {
    return site.applicationSettings().get(AppServiceSettingsTarget.DEFAULT_SETTING);
  }

  @Override
  protected void delete() {
    running.azure().delete(site);
  }

  @Override
  protected String place() {
    return site.name();
  }

  @Override
  protected String write() {
    return "putSettings";
  }
}
