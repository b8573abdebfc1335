package io.github.rekey.target;

import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import com.azure.security.keyvault.secrets.models.SecretProperties;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.FailureKind;
import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.NewKey;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.rotation.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A secret whose value is the connection string or the bare key. Delivering adds a version with
 * only the key changed; tags and expiry follow Azure's tutorial for secrets with two sets of
 * credentials (CredentialId, ProviderAddress, ValidityPeriodDays). Consumers that refer to the
 * secret load it by their own targets, a generation later.
 */
public final class KeyVaultSecretTarget implements Target {
  private static final String SLOT = "CredentialId";
  private static final String RESOURCE = "ProviderAddress";
  private static final String VALIDITY = "ValidityPeriodDays";

  private final VaultSecret secret;
  private final int validityDays;
  private final Clock clock;

  /**
   * @param validityDays how long a new version is valid where the secret has no ValidityPeriodDays
   *     tag yet; 0 sets no expiry there
   */
  public KeyVaultSecretTarget(VaultSecret secret, int validityDays, Clock clock) {
    this.secret = secret;
    this.validityDays = validityDays;
    this.clock = clock;
  }

  @Override
  public String name() {
    return secret.place().targetName();
  }

  @Override
  public Holding read() {
    return ConnectionString.holding(secret.latest().getValue(), name());
  }

  @Override
  public StepOutcome deliver(NewKey key, Map<String, String> notes, Fence fence) {
    KeyVaultSecret current = secret.latest();
    Optional<ConnectionString> stored = ConnectionString.parse(current.getValue());
    if (stored.isPresent() && stored.get().identityBased()) {
      return new StepOutcome.Done(name() + " is identity-based: nothing to write");
    }
    if (stored.isEmpty() || stored.get().accessKey().isEmpty()) {
      return refused("holds no access key: store the whole connection string there once");
    }
    if (stored.get().isOfAnother(key.endpoint())) {
      return refused("holds the connection string of another resource");
    }
    if (stored.get().accessKey().get().equals(key.key())) {
      return new StepOutcome.Done(name() + " holds the new key already");
    }
    return write(current, stored.get().with(key.key()), key, fence);
  }

  @Override
  public void retire(NewKey current, Fence fence) {
    KeyVaultSecret latest = secret.latest();
    if (!holds(latest, current)) {
      return;
    }
    for (SecretProperties version : secret.versions()) {
      boolean older = !version.getVersion().equals(latest.getProperties().getVersion());
      if (older && version.isEnabled() && isOldKey(secret.version(version.getVersion()), current)) {
        fence.check();
        secret.disable(version);
      }
    }
  }

  private StepOutcome write(KeyVaultSecret current, String value, NewKey key, Fence fence) {
    String known = current.getProperties().getVersion();
    if (!secret.latest().getProperties().getVersion().equals(known)) {
      String message = name() + ": somebody else wrote a new version; it is read again later";
      throw new CallFailed(CallFailed.Kind.CONFLICT, message, false, null, null);
    }
    fence.check();
    KeyVaultSecret written = secret.set(value, successor(current.getProperties(), key));
    return new StepOutcome.Done(
        name() + " has the new key in version " + written.getProperties().getVersion());
  }

  private SecretProperties successor(SecretProperties current, NewKey key) {
    Map<String, String> tags = new TreeMap<>();
    if (current.getTags() != null) {
      tags.putAll(current.getTags());
    }
    tags.put(SLOT, key.slot().name().toLowerCase(Locale.ROOT));
    tags.put(RESOURCE, key.resource().value());
    int days = days(tags.get(VALIDITY));
    SecretProperties next = new SecretProperties().setContentType(current.getContentType());
    if (days > 0) {
      tags.put(VALIDITY, String.valueOf(days));
      next.setExpiresOn(clock.instant().plus(Duration.ofDays(days)).atOffset(ZoneOffset.UTC));
    }
    return next.setTags(tags);
  }

  private int days(@Nullable String tag) {
    return tag != null && tag.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(tag) : validityDays;
  }

  private static boolean holds(KeyVaultSecret stored, NewKey key) {
    return ConnectionString.parse(stored.getValue())
        .flatMap(ConnectionString::accessKey)
        .filter(key.key()::equals)
        .isPresent();
  }

  /** A version of another resource's key, or of nobody knows whose, is left alone. */
  private static boolean isOldKey(KeyVaultSecret version, NewKey current) {
    Optional<ConnectionString> stored = ConnectionString.parse(version.getValue());
    if (stored.isEmpty() || stored.get().accessKey().isEmpty() || holds(version, current)) {
      return false;
    }
    Map<String, String> tags = version.getProperties().getTags();
    boolean tagged =
        tags != null && current.resource().value().equalsIgnoreCase(tags.get(RESOURCE));
    return tagged || stored.get().isOf(current.endpoint());
  }

  private StepOutcome refused(String why) {
    return new StepOutcome.Failed(FailureKind.REFUSED, name() + " " + why);
  }
}
