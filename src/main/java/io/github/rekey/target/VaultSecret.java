package io.github.rekey.target;

import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import com.azure.security.keyvault.secrets.models.SecretProperties;
import io.github.rekey.azure.Call;
import io.github.rekey.azure.Guarded;
import io.github.rekey.azure.Right;
import java.util.List;

/** One secret in Key Vault, with its versions. A thin, guarded layer over the SDK's client. */
public final class VaultSecret {
  private static final Right GET =
      Right.data("Microsoft.KeyVault/vaults/secrets/getSecret/action", "see which key is stored");
  private static final Right SET =
      Right.data("Microsoft.KeyVault/vaults/secrets/setSecret/action", "store the new key");
  private static final Right LIST =
      Right.data("Microsoft.KeyVault/vaults/secrets/readMetadata/action", "find old versions");
  private static final Right UPDATE =
      Right.data("Microsoft.KeyVault/vaults/secrets/update/action", "disable old versions");

  /** What Rekey needs on the vault, or on the one secret. */
  public static final List<Right> RIGHTS = List.of(GET, SET, LIST, UPDATE);

  private final SecretPlace place;
  private final SecretClient client;
  private final Guarded keyVault;

  public VaultSecret(SecretPlace place, SecretClient client, Guarded keyVault) {
    this.place = place;
    this.client = client;
    this.keyVault = keyVault;
  }

  SecretPlace place() {
    return place;
  }

  KeyVaultSecret latest() {
    return keyVault.read(read("read"), () -> client.getSecret(place.secret()));
  }

  KeyVaultSecret version(String version) {
    return keyVault.read(read("read"), () -> client.getSecret(place.secret(), version));
  }

  List<SecretProperties> versions() {
    Call call = Call.read("list versions", subject(), LIST.toString());
    return keyVault.read(
        call, () -> client.listPropertiesOfSecretVersions(place.secret()).stream().toList());
  }

  KeyVaultSecret set(String value, SecretProperties properties) {
    Call call = Call.write("write", subject(), SET.toString());
    KeyVaultSecret next = new KeyVaultSecret(place.secret(), value).setProperties(properties);
    return keyVault.once(call, () -> client.setSecret(next));
  }

  void disable(SecretProperties version) {
    Call call = Call.write("disable an old version", subject(), UPDATE.toString());
    keyVault.run(call, () -> client.updateSecretProperties(version.setEnabled(false)));
  }

  private Call read(String operation) {
    return Call.read(operation, subject(), GET.toString());
  }

  private String subject() {
    return "secret " + place;
  }
}
