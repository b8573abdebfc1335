package io.github.rekey.sandbox.apps;

import io.github.rekey.sandbox.world.Azure;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds the SignalR connection string among a site's settings, as they are at that moment. */
final class AppSettings {
  private static final String USUAL = "Azure__SignalR__ConnectionString";
  private final Azure azure;

  AppSettings(Azure azure) {
    this.azure = azure;
  }

  /** The usual name comes first, then any name that ends in ConnectionString. */
  Optional<ConnectionString> connectionString(Map<String, String> settings) {
    return settings.entrySet().stream()
        .filter(setting -> lower(setting.getKey()).endsWith("connectionstring"))
        .sorted(Comparator.comparing(setting -> !setting.getKey().equalsIgnoreCase(USUAL)))
        .map(setting -> ConnectionString.parse(resolved(setting.getValue())))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** A reference that cannot be resolved reaches the app as it stands, as on App Service. */
  private String resolved(String value) {
    return KeyVaultReference.parse(value)
        .flatMap(reference -> reference.resolve(azure))
        .or(
            () ->
                ConfigurationReference.parse(value).flatMap(reference -> reference.resolve(azure)))
        .orElse(value);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
