package io.github.rekey.target;

import com.azure.data.appconfiguration.models.ConfigurationSetting;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key-value of App Configuration that takes its value from Key Vault: JSON such as {@code
 * {"uri":"https://VAULT.vault.azure.net/secrets/NAME"}} under a content type of its own (Azure
 * docs, Key Vault references in App Configuration).
 */
record SecretReference(ObjectNode document, SecretUrl secret) {
  private static final String MEDIA_TYPE = "application/vnd.microsoft.appconfig.keyvaultref+json";
  private static final String URI = "uri";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Whether its content type says so; parameters such as the character set do not matter. */
  static boolean marks(ConfigurationSetting stored) {
    String type = Objects.requireNonNullElse(stored.getContentType(), "");
    return type.split(";", 2)[0].strip().equalsIgnoreCase(MEDIA_TYPE);
  }

  /** Empty if the text is not JSON with a secret's URI. */
  static Optional<SecretReference> parse(@Nullable String value) {
    if (value == null || !value.stripLeading().startsWith("{")) {
      return Optional.empty();
    }
    try {
      return JSON.readTree(value) instanceof ObjectNode document
          ? SecretUrl.parse(document.path(URI).asText())
              .map(secret -> new SecretReference(document, secret))
          : Optional.empty();
    } catch (JsonProcessingException unreadable) {
      return Optional.empty();
    }
  }

  /** The same document, referring to whichever version of the secret is the newest. */
  String withoutVersion() {
    return document.deepCopy().put(URI, secret.withoutVersion()).toString();
  }
}
