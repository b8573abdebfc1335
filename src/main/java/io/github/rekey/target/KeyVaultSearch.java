package io.github.rekey.target;

import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.models.SecretProperties;
import io.github.rekey.azure.AzureClients;
import io.github.rekey.azure.Call;
import io.github.rekey.azure.Guarded;
import io.github.rekey.azure.Right;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Holder;
import io.github.rekey.rotation.HolderSearch;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks through the enabled secrets of one vault, at their current versions. What backs a
 * certificate is passed over, and a bare key names no endpoint and is not found.
 */
public final class KeyVaultSearch implements HolderSearch {
  private static final Right LIST =
      Right.data("Microsoft.KeyVault/vaults/secrets/readMetadata/action", "find a vault's secrets");
  private static final Right GET =
      Right.data(
          "Microsoft.KeyVault/vaults/secrets/getSecret/action", "see which secrets hold the key");

  /** What Rekey needs on the vault. */
  public static final List<Right> RIGHTS = List.of(LIST, GET);

  private final SecretClient client;
  private final Guarded keyVault;
  private final URI vault;
  private final String name;

  /**
   * @param name the vault's name, as targets' names have it
   */
  public KeyVaultSearch(AzureClients clients, Guarded keyVault, URI vault, String name) {
    this.client = clients.secrets(vault);
    this.keyVault = keyVault;
    this.vault = vault;
    this.name = name;
  }

  @Override
  public String name() {
    return "key-vault " + name;
  }

  @Override
  public Found search(URI endpoint) {
    Call call = Call.read("list secrets", "vault " + name, LIST.toString());
    List<SecretProperties> secrets =
        keyVault.read(call, () -> client.listPropertiesOfSecrets().stream().toList());
    Found found = new Found(new ArrayList<>(), new ArrayList<>());
    for (SecretProperties secret : secrets) {
      if (secret.isEnabled() && !Boolean.TRUE.equals(secret.isManaged())) {
        look(new SecretPlace(name, secret.getName()), endpoint, found);
      }
    }
    return found;
  }

  private void look(SecretPlace place, URI endpoint, Found found) {
    Call call = Call.read("read", "secret " + place, GET.toString());
    try {
      String value = keyVault.read(call, () -> client.getSecret(place.secret())).getValue();
      if (ConnectionString.parseIfOf(endpoint, value).isPresent()) {
        found.holders().add(holder(place, value));
      }
    } catch (CallFailed unread) {
      found.unread().add(String.valueOf(unread.getMessage()));
    }
  }

  private Holder holder(SecretPlace place, String value) {
    String entry =
        """
        - keyVaultSecret:
            vault: %s
            secret: %s
            name: %s
        """
            .formatted(vault, place.secret(), name);
    return new Holder(
        place.targetName(), ConnectionString.holding(value, "secret " + place), entry);
  }
}
