package io.github.rekey;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.rekey.azure.Dependency;
import io.github.rekey.rotation.Target;
import io.github.rekey.target.KeyVaultSecretTarget;
import io.github.rekey.target.SecretPlace;
import io.github.rekey.target.VaultSecret;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A secret that holds the connection string.
 *
 * @param name the vault's name as events carry it; the URL's first label if left out
 * @param id the vault's ARM id; {@code rekey check} sees the rights on the vault only by it
 * @param validityDays days until a new version expires, where no tag of the secret says it
 */
public record KeyVaultSecretSettings(
    @JsonProperty(required = true) URI vault,
    @JsonProperty(required = true) String secret,
    String name,
    @Nullable String id,
    Integer validityDays)
    implements TargetKind {
  public KeyVaultSecretSettings {
    if (vault != null && vault.getHost() == null) {
      throw new IllegalArgumentException(
          "vault is a URL such as https://NAME.vault.azure.net, not " + vault);
    }
    if (name == null && vault != null) {
      name = vault.getHost().split("\\.", 2)[0];
    }
    validityDays = Objects.requireNonNullElse(validityDays, 90);
  }

  @Override
  public Target target(Tools tools) {
    return new KeyVaultSecretTarget(
        new VaultSecret(
            new SecretPlace(name, secret),
            tools.azure().clients().secrets(vault),
            tools.azure().guarded(Dependency.KEY_VAULT)),
        validityDays,
        tools.clock());
  }

  @Override
  public List<NeededRights> rights() {
    return List.of(
        new NeededRights(
            "vault " + name, Objects.requireNonNullElse(id, ""), NeededRights.ON_VAULT));
  }
}
