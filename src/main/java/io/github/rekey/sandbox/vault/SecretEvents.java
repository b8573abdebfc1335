package io.github.rekey.sandbox.vault;

import io.github.rekey.sandbox.eventgrid.Event;
import io.github.rekey.sandbox.eventgrid.EventGrid;
import io.github.rekey.sandbox.world.Vault.Version;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Raises Key Vault's events; they name a secret and carry no value. */
final class SecretEvents {
  private final EventGrid events;
  private final SecretDocument documents;
  private final String vaultId;
  private final Clock clock;

  SecretEvents(EventGrid events, SecretDocument documents, String vaultId, Clock clock) {
    this.events = events;
    this.documents = documents;
    this.vaultId = vaultId;
    this.clock = clock;
  }

  void added(Version version) {
    Map<String, Object> data = new HashMap<>();
    data.put("Id", documents.id(version));
    data.put("VaultName", vaultId.substring(vaultId.lastIndexOf('/') + 1));
    data.put("ObjectType", "Secret");
    data.put("ObjectName", version.name());
    data.put("Version", version.version());
    data.put("NBF", null);
    data.put("EXP", null);
    String type = "Microsoft.KeyVault.SecretNewVersionCreated";
    events.publish(Event.Raised.now(clock.instant(), vaultId, version.name(), type, "1", data));
  }
}
