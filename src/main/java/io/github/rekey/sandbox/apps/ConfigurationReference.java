package io.github.rekey.sandbox.apps;

import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.ConfigurationStore;
import io.github.rekey.sandbox.world.ConfigurationStore.Content;
import io.github.rekey.sandbox.world.SecretReference;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * App Service's reference to a key-value of App Configuration in an app setting (Azure:
 * app-service-configuration-references). The key-value may refer to a Key Vault secret in turn.
 *
 * @param label blank for the key-value without a label
 */
record ConfigurationReference(URI endpoint, String key, String label) {
  private static final String OPENING = "@Microsoft.AppConfiguration(";

  static Optional<ConfigurationReference> parse(String value) {
    return ReferenceParts.parse(OPENING, value)
        .map(
            parts ->
                new ConfigurationReference(
                    URI.create(parts.get("Endpoint")), parts.get("Key"), parts.get("Label")));
  }

  /** Empty if there is no such key-value, or it refers to no such secret. */
  Optional<String> resolve(Azure azure) {
    return candidates(azure)
        .flatMap(store -> store.find(key, label.isEmpty() ? null : label).stream())
        .findFirst()
        .flatMap(found -> resolve(found.content(), azure));
  }

  private static Optional<String> resolve(Content content, Azure azure) {
    return content
        .secret()
        .map(uri -> SecretReference.of(uri).resolve(azure))
        .orElseGet(() -> Optional.of(content.value()));
  }

  /** On loopback a store's host name is not its own, so then any store with the key will do. */
  private Stream<ConfigurationStore> candidates(Azure azure) {
    String name = String.valueOf(endpoint.getHost()).split("\\.")[0];
    return azure
        .configurationStore(name)
        .map(Stream::of)
        .orElseGet(() -> azure.configurationStores().stream());
  }
}
