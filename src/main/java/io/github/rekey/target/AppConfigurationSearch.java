package io.github.rekey.target;

import com.azure.data.appconfiguration.models.ConfigurationSetting;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Holder;
import io.github.rekey.rotation.HolderSearch;
import io.github.rekey.rotation.Holding;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Looks through the key-values of one store, of every label, for a resource's connection string and
 * for Key Vault references. A bare key names no resource and is not found.
 */
public final class AppConfigurationSearch implements HolderSearch {
  private final AppConfigurationStore store;

  public AppConfigurationSearch(AppConfigurationStore store) {
    this.store = store;
  }

  @Override
  public String name() {
    return "app-configuration store " + store.name();
  }

  @Override
  public Found search(URI endpoint) {
    List<ConfigurationSetting> all;
    try {
      all = store.all();
    } catch (CallFailed failure) {
      return new Found(List.of(), List.of(String.valueOf(failure.getMessage())));
    }
    List<Holder> holders = new ArrayList<>();
    List<String> unread = new ArrayList<>();
    for (ConfigurationSetting setting : all) {
      StoreKey key = new StoreKey(setting.getKey(), setting.getLabel());
      String value = Objects.requireNonNullElse(setting.getValue(), "");
      Optional<Holding> holding = holding(key, value, endpoint);
      holding.ifPresent(held -> holders.add(new Holder(store.targetName(key), held, entry(key))));
      if (holding.isEmpty() && hidesAKey(value, endpoint)) {
        unread.add(store.targetName(key) + " has the connection string inside a longer text");
      }
    }
    return new Found(List.copyOf(holders), List.copyOf(unread));
  }

  private Optional<Holding> holding(StoreKey key, String value, URI endpoint) {
    return SecretReference.parse(value)
        .<Holding>map(reference -> new Holding.Reference(reference.secret().target()))
        .or(
            () ->
                ConnectionString.parseIfOf(endpoint, value)
                    .map(stored -> ConnectionString.holding(value, store.targetName(key))));
  }

  private static boolean hidesAKey(String value, URI endpoint) {
    String text = value.toLowerCase(Locale.ROOT);
    return text.contains("accesskey=")
        && text.contains(String.valueOf(endpoint.getAuthority()).toLowerCase(Locale.ROOT));
  }

  private String entry(StoreKey key) {
    StringBuilder entry = new StringBuilder("- appConfiguration: {store: ");
    entry
        .append(YamlText.quoted(store.url().toString()))
        .append(", key: ")
        .append(YamlText.quoted(key.key()));
    if (key.label() != null) {
      entry.append(", label: ").append(YamlText.quoted(key.label()));
    }
    if (!store.name().equals(AppConfigurationStore.nameIn(store.url()))) {
      entry.append(", name: ").append(YamlText.quoted(store.name()));
    }
    return entry.append('}').toString();
  }
}
