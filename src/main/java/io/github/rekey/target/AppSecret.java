package io.github.rekey.target;

import com.azure.resourcemanager.appcontainers.models.ContainerAppSecret;
import com.azure.resourcemanager.appcontainers.models.Secret;
import io.github.rekey.rotation.AccessKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One secret of a container app: a value of its own or, with an identity to fetch it by, the URL of
 * a secret in Key Vault. For the latter, listSecrets was seen to show the fetched value as well
 * (Azure/azure-dev issue 3871); Rekey does not rely on it.
 */
record AppSecret(
    String name, @Nullable String value, @Nullable String keyVaultUrl, @Nullable String identity) {

  static AppSecret of(ContainerAppSecret listed) {
    return new AppSecret(
        listed.name(),
        nothingIfBlank(listed.value()),
        nothingIfBlank(listed.keyVaultUrl()),
        nothingIfBlank(listed.identity()));
  }

  boolean isReference() {
    return keyVaultUrl != null;
  }

  /** A secret that is sent without either is refused by Azure, or lost. */
  boolean canBeSentAgain() {
    return value != null || isReference();
  }

  /** As an update takes it: of a reference the URL and the identity alone. */
  Secret sent() {
    Secret secret = new Secret().withName(name).withIdentity(identity);
    return isReference() ? secret.withKeyVaultUrl(keyVaultUrl) : secret.withValue(value);
  }

  AppSecret withValue(String other) {
    return new AppSecret(name, other, keyVaultUrl, identity);
  }

  AppSecret withKeyVaultUrl(String other) {
    return new AppSecret(name, value, other, identity);
  }

  boolean holds(AccessKey key) {
    return ConnectionString.parse(value)
        .flatMap(ConnectionString::accessKey)
        .filter(key::equals)
        .isPresent();
  }

  Optional<SecretUrl> reference() {
    return SecretUrl.parse(keyVaultUrl);
  }

  @Override
  public String toString() {
    return "AppSecret(" + name + ")";
  }

  private static @Nullable String nothingIfBlank(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
