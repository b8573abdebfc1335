package io.github.rekey.target;

import io.github.rekey.azure.Dependency;
import io.github.rekey.rotation.Target;
import io.github.rekey.sandbox.world.ConfigurationStore.Content;
import io.github.rekey.sandbox.world.Faults.Kind;

class AppConfigurationContractIT extends SandboxContract {
  private static final StoreKey KEY = new StoreKey("Azure:SignalR:ConnectionString", "prod");

  @Override
  protected Target target() {
    AppConfigurationStore store =
        new AppConfigurationStore(
            place(),
            azure.clients().configuration(running.plane().storeUrl(place())),
            azure.guarded(Dependency.APP_CONFIGURATION));
    return new AppConfigurationTarget(store, KEY, null, clock);
  }

  @Override
  protected void store(String value) {
    running.store().put(KEY.key(), KEY.label(), Content.text(value));
  }

  @Override
  protected String stored() {
    return running.store().find(KEY.key(), KEY.label()).orElseThrow().content().value();
  }

  @Override
  protected void delete() {
    running.store().delete(KEY.key(), KEY.label());
  }

  @Override
  protected String place() {
    return running.store().name();
  }

  @Override
  protected String write() {
    return "app-configuration write";
  }

  @Override
  protected Kind throttling() {
    return Kind.DATA_THROTTLED;
  }
}
