package io.github.rekey.sandbox.apps;

import io.github.rekey.sandbox.world.SecretReference;
import java.net.URI;
import java.util.Optional;

/**
 * App Service's reference to a Key Vault secret in an app setting (Azure: app-service-key-vault-
 * references).
 */
final class KeyVaultReference {
  private static final String OPENING = "@Microsoft.KeyVault(";

  private KeyVaultReference() {}

  static Optional<SecretReference> parse(String value) {
    return ReferenceParts.parse(OPENING, value).map(KeyVaultReference::of);
  }

  private static SecretReference of(ReferenceParts parts) {
    String uri = parts.get("SecretUri");
    return uri.isEmpty()
        ? new SecretReference(
            parts.get("VaultName"), parts.get("SecretName"), parts.get("SecretVersion"))
        : SecretReference.of(URI.create(uri));
  }
}
