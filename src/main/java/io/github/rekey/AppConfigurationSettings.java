package io.github.rekey;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.rekey.azure.Dependency;
import io.github.rekey.rotation.Target;
import io.github.rekey.target.AppConfigurationStore;
import io.github.rekey.target.AppConfigurationTarget;
import io.github.rekey.target.StoreKey;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A key-value of App Configuration that holds the connection string, or refers to a Key Vault
 * secret that does.
 *
 * @param label null for the key-value without a label
 * @param name the store's name as references carry it; the URL's first label if left out
 * @param id the store's ARM id; {@code rekey check} sees the rights on the store only by it
 * @param sentinel the key-value in the same store that apps watch in order to reload
 */
public record AppConfigurationSettings(
    @JsonProperty(required = true) URI store,
    @JsonProperty(required = true) String key,
    @Nullable String label,
    String name,
    @Nullable String id,
    @Nullable Sentinel sentinel)
    implements TargetKind {
  public AppConfigurationSettings {
    if (store != null && (store.getHost() == null || !"https".equals(store.getScheme()))) {
      throw new IllegalArgumentException(
          "store is a URL such as https://NAME.azconfig.io, not " + store);
    }
    if (name == null && store != null) {
      name = AppConfigurationStore.nameIn(store);
    }
  }

  /** A key-value that changes whenever apps are to reload. */
  public record Sentinel(@JsonProperty(required = true) String key, @Nullable String label) {
    private StoreKey place() {
      return new StoreKey(key, label);
    }
  }

  @Override
  public Target target(Tools tools) {
    AppConfigurationStore keyValues =
        new AppConfigurationStore(
            name,
            tools.azure().clients().configuration(store),
            tools.azure().guarded(Dependency.APP_CONFIGURATION));
    return new AppConfigurationTarget(
        keyValues,
        new StoreKey(key, label),
        sentinel == null ? null : sentinel.place(),
        tools.clock());
  }

  @Override
  public List<NeededRights> rights() {
    return List.of(
        new NeededRights(
            "store " + name, Objects.requireNonNullElse(id, ""), NeededRights.ON_STORE));
  }
}
