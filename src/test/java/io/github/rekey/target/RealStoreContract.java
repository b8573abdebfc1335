package io.github.rekey.target;

import com.azure.data.appconfiguration.ConfigurationClient;
import com.azure.data.appconfiguration.models.ConfigurationSetting;
import io.github.rekey.azure.Dependency;
import io.github.rekey.rotation.Target;
import java.net.URI;

/**
 * On the key-value REKEY_AZURE_KEY, with the label REKEY_AZURE_LABEL if that is set, of the App
 * Configuration store at REKEY_AZURE_STORE, a URL.
 */
abstract class RealStoreContract extends RealContract {
  private String put = "";

  private ConfigurationClient client() {
    return azure.clients().configuration(URI.create(azure.get("STORE")));
  }

  private StoreKey key() {
    return new StoreKey(azure.get("KEY"), azure.find("LABEL").orElse(null));
  }

  private ConfigurationSetting setting() {
    return client().getConfigurationSetting(key().key(), key().label());
  }

  @Override
  protected Target target() {
    AppConfigurationStore store =
        new AppConfigurationStore("real", client(), azure.guarded(Dependency.APP_CONFIGURATION));
    return new AppConfigurationTarget(store, key(), null, clock);
  }

  @Override
  protected void put(String value) {
    put = client().setConfigurationSetting(key().key(), key().label(), value).getETag();
  }

  @Override
  protected String stored() {
    return setting().getValue();
  }

  /** One stands for one or more. */
  @Override
  protected int writes() {
    return setting().getETag().equals(put) ? 0 : 1;
  }
}
