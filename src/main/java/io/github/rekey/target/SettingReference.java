package io.github.rekey.target;

import io.github.rekey.rotation.Holding;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value that App Service takes from elsewhere. From Key Vault:
 * {@code @Microsoft.KeyVault(SecretUri=https://VAULT.vault.azure.net/secrets/NAME[/VERSION])} or
 * {@code @Microsoft.KeyVault(VaultName=VAULT;SecretName=NAME[;SecretVersion=VERSION])}; from App
 * Configuration: {@code @Microsoft.AppConfiguration(Endpoint=https://STORE.azconfig.io; Key=KEY[;
 * Label=LABEL])} (Azure docs: app-service-key-vault-references, app-service-configuration-
 * references).
 *
 * @param target the name of the target that writes the value there
 * @param withoutVersion the same reference without the version that it names and with which it
 *     never moves to a newer one; null if it names none
 */
record SettingReference(String target, @Nullable String withoutVersion) {
  private static final String KEY_VAULT = "@microsoft.keyvault(";
  private static final String APP_CONFIGURATION = "@microsoft.appconfiguration(";

  static boolean looksLike(@Nullable String value) {
    String start = value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
    return start.startsWith(KEY_VAULT) || start.startsWith(APP_CONFIGURATION);
  }

  /** Empty if it is none, or names no place. */
  static Optional<SettingReference> parse(@Nullable String value) {
    if (value == null || !looksLike(value)) {
      return Optional.empty();
    }
    Map<String, String> parts = parts(value);
    if (!value.strip().toLowerCase(Locale.ROOT).startsWith(KEY_VAULT)) {
      return ofStore(parts);
    }
    String uri = parts.get("secreturi");
    return uri == null ? ofVault(value, parts) : ofUri(value, uri);
  }

  /** What a place holds whose value is this reference. */
  static Holding holding(@Nullable String value, String place) {
    return parse(value)
        .<Holding>map(reference -> new Holding.Reference(reference.target()))
        .orElseGet(() -> new Holding.Nothing(place + " is an unreadable reference"));
  }

  private static Optional<SettingReference> ofUri(String value, String secretUri) {
    return SecretUrl.parse(secretUri)
        .map(url -> new SettingReference(url.target(), without(value, secretUri, url)));
  }

  /** Ends in a slash then, as Azure's documentation writes a URL without a version. */
  private static @Nullable String without(String value, String secretUri, SecretUrl url) {
    return url.versioned() ? value.replace(secretUri, url.withoutVersion() + "/") : null;
  }

  private static Optional<SettingReference> ofVault(String value, Map<String, String> parts) {
    String vault = parts.getOrDefault("vaultname", "");
    String name = parts.getOrDefault("secretname", "");
    if (vault.isEmpty() || name.isEmpty()) {
      return Optional.empty();
    }
    boolean versioned = !parts.getOrDefault("secretversion", "").isEmpty();
    String whole =
        value.replaceFirst("(?i);\\s*SecretVersion\\s*=[^;)]*|SecretVersion\\s*=[^;)]*;\\s*", "");
    return Optional.of(
        new SettingReference(new SecretPlace(vault, name).targetName(), versioned ? whole : null));
  }

  private static Optional<SettingReference> ofStore(Map<String, String> parts) {
    Optional<URI> endpoint = uri(parts.getOrDefault("endpoint", ""));
    String key = parts.getOrDefault("key", "");
    String label = parts.getOrDefault("label", "");
    return endpoint.isEmpty() || key.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SettingReference(
                "app-configuration:%s/%s%s"
                    .formatted(firstLabel(endpoint.get()), key, label.isEmpty() ? "" : "@" + label),
                null));
  }

  private static Map<String, String> parts(String value) {
    Map<String, String> parts = new HashMap<>();
    int end = value.lastIndexOf(')');
    String inside = value.substring(value.indexOf('(') + 1, end < 0 ? value.length() : end);
    for (String part : inside.split(";")) {
      String[] sides = part.split("=", 2);
      parts.put(sides[0].strip().toLowerCase(Locale.ROOT), sides[sides.length - 1].strip());
    }
    return parts;
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(URI.create(text)).filter(uri -> uri.getHost() != null);
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  private static String firstLabel(URI uri) {
    return uri.getHost().split("\\.", 2)[0];
  }
}
