package io.github.rekey.target;

import io.github.rekey.azure.Dependency;
import io.github.rekey.azure.FakeAzure;
import io.github.rekey.sandbox.appconfiguration.UnguardedStore;
import io.github.rekey.sandbox.world.ConfigurationStore;
import io.github.rekey.sandbox.world.ConfigurationStore.Content;
import java.time.Clock;

/** The sandbox's configuration store "appcs" behind Azure's own client, without tokens. */
final class FakeStore implements AutoCloseable {
  private final ConfigurationStore world;
  private final UnguardedStore wire;
  private final FakeAzure azure;

  FakeStore(Clock clock) {
    world = new ConfigurationStore("appcs", clock);
    wire = new UnguardedStore(world);
    azure = new FakeAzure(wire::routes);
  }

  ConfigurationStore world() {
    return world;
  }

  UnguardedStore wire() {
    return wire;
  }

  FakeAzure azure() {
    return azure;
  }

  /** As a newly started process makes it. */
  AppConfigurationStore client() {
    return new AppConfigurationStore(
        "appcs",
        azure.clients().configuration(azure.url()),
        azure.guarded(Dependency.APP_CONFIGURATION));
  }

  Content content(StoreKey place) {
    return world.find(place.key(), place.label()).orElseThrow().content();
  }

  @Override
  public void close() {
    azure.close();
  }
}
