package io.github.rekey.target;

import com.azure.resourcemanager.appservice.models.ConnectionStringType;
import io.github.rekey.azure.Dependency;
import io.github.rekey.rotation.Target;
import io.github.rekey.rotation.WaveGate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * On the site, or slot, whose resource id is REKEY_AZURE_SITE: it restarts at every write. A
 * subclass says which value.
 */
abstract class RealSiteContract extends RealContract {
  protected abstract ValueNames names();

  private AppServiceSite site() {
    return new AppServiceSites(azure.clients(), azure.guarded(Dependency.APP_SERVICE))
        .site(SiteId.parse(azure.get("SITE")));
  }

  private String name() {
    return names().names().get(0);
  }

  @Override
  protected Target target() {
    return new AppServiceSettingsTarget(
        List.of(new SiteDelivery(site(), names(), null)),
        Activation.defaults(),
        WaveGate.OPEN,
        clock);
  }

  @Override
  protected void put(String value) {
    Map<String, SiteValue> all = site().values().list(names().kind());
    ConnectionStringType type = all.get(name()).type();
    all.put(name(), new SiteValue(value, type));
    site().values().replace(names().kind(), all);
  }

  @Override
  protected String stored() {
    return Optional.ofNullable(site().values().list(names().kind()).get(name()))
        .map(SiteValue::value)
        .orElse("");
  }
}
