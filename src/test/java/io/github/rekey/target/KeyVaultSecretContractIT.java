package io.github.rekey.target;

import io.github.rekey.azure.Dependency;
import io.github.rekey.rotation.Target;
import io.github.rekey.sandbox.world.Faults.Kind;
import java.util.Map;

class KeyVaultSecretContractIT extends SandboxContract {
  private static final SecretPlace PLACE = new SecretPlace("kv", "signalr");

  @Override
  protected Target target() {
    VaultSecret secret =
        new VaultSecret(
            PLACE,
            azure.clients().secrets(running.plane().vaultUrl(PLACE.vault())),
            azure.guarded(Dependency.KEY_VAULT));
    return new KeyVaultSecretTarget(secret, 0, clock);
  }

  @Override
  protected void store(String value) {
    running.vault().put(PLACE.secret(), value, Map.of(), "text/plain");
  }

  @Override
  protected String stored() {
    return running.vault().latest(PLACE.secret()).orElseThrow().value();
  }

  @Override
  protected void delete() {
    running.vault().delete(PLACE.secret());
  }

  @Override
  protected String place() {
    return PLACE.vault();
  }

  @Override
  protected String write() {
    return "vault setSecret";
  }

  @Override
  protected Kind throttling() {
    return Kind.DATA_THROTTLED;
  }
}
