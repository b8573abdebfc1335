package io.github.rekey.target;

import com.azure.security.keyvault.secrets.SecretClient;
import io.github.rekey.azure.Dependency;
import io.github.rekey.rotation.Target;
import java.net.URI;

/** On the secret REKEY_AZURE_SECRET of the vault at REKEY_AZURE_VAULT, a URL. */
abstract class RealVaultContract extends RealContract {
  private long put;

  private SecretClient client() {
    return azure.clients().secrets(URI.create(azure.get("VAULT")));
  }

  private String secret() {
    return azure.get("SECRET");
  }

  private long versions() {
    return client().listPropertiesOfSecretVersions(secret()).stream().count();
  }

  @Override
  protected Target target() {
    SecretPlace place = new SecretPlace("real", secret());
    return new KeyVaultSecretTarget(
        new VaultSecret(place, client(), azure.guarded(Dependency.KEY_VAULT)), 0, clock);
  }

  @Override
  protected void put(String value) {
    client().setSecret(secret(), value);
    put = versions();
  }

  @Override
  protected String stored() {
    return client().getSecret(secret()).getValue();
  }

  @Override
  protected int writes() {
    return (int) (versions() - put);
  }
}
