package io.github.rekey.sandbox.vault;

import io.github.rekey.sandbox.world.Vault.Version;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** How Key Vault writes a secret; ids are URLs of this vault's face. */
final class SecretDocument {
  private final Supplier<URI> base;

  SecretDocument(Supplier<URI> base) {
    this.base = base;
  }

  /** With the value. */
  Map<String, Object> bundle(Version version) {
    Map<String, Object> bundle = item(version, true);
    bundle.put("value", version.value());
    return bundle;
  }

  /** Without the value, as lists have it. */
  Map<String, Object> item(Version version, boolean withVersion) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("id", withVersion ? id(version) : base.get() + "/secrets/" + version.name());
    long at = version.created().getEpochSecond();
    item.put(
        "attributes",
        Map.of(
            "enabled",
            version.enabled(),
            "created",
            at,
            "updated",
            at,
            "recoveryLevel",
            "Recoverable+Purgeable",
            "recoverableDays",
            90));
    item.put("tags", version.tags());
    if (!version.contentType().isEmpty()) {
      item.put("contentType", version.contentType());
    }
    return item;
  }

  String id(Version version) {
    return base.get() + "/secrets/" + version.name() + "/" + version.version();
  }
}
