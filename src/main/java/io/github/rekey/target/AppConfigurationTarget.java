package io.github.rekey.target;

import com.azure.data.appconfiguration.models.ConfigurationSetting;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.NewKey;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.rotation.Target;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key-value of App Configuration whose value is the connection string or the bare key, or that
 * refers to a Key Vault secret. Delivering changes only the key in it, or takes the version out of
 * a reference, which would never move; then it changes the sentinel, so that apps which watch that
 * key-value load everything anew (Azure docs, App Configuration best practices).
 */
public final class AppConfigurationTarget implements Target {
  private final AppConfigurationStore store;
  private final StoreKey place;
  private final @Nullable StoreKey sentinel;
  private final Clock clock;

  /** What became of the key-value, and whether this look changed it. */
  private record Settled(String evidence, boolean changed) {}

  /**
   * @param sentinel the key-value that apps watch, which must be there; null if none do
   */
  public AppConfigurationTarget(
      AppConfigurationStore store, StoreKey place, @Nullable StoreKey sentinel, Clock clock) {
    this.store = store;
    this.place = place;
    this.sentinel = sentinel;
    this.clock = clock;
  }

  @Override
  public String name() {
    return store.targetName(place);
  }

  @Override
  public Holding read() {
    return holding(store.get(place));
  }

  @Override
  public StepOutcome deliver(NewKey key, Map<String, String> earlier, Fence fence) {
    ConfigurationSetting current = store.get(place);
    Holding holding = holding(current);
    if (holding instanceof Holding.IdentityBased) {
      return new StepOutcome.Done(name() + " is identity-based: nothing to write");
    }
    if (holding instanceof Holding.Nothing nothing) {
      throw refused(nothing.sentence() + "; store the whole connection string there once");
    }
    Settled settled =
        holding instanceof Holding.Reference reference
            ? follow(current, reference.to(), fence)
            : write(current, key, fence);
    return sentinel == null
        ? new StepOutcome.Done(settled.evidence())
        : tell(sentinel, settled, new DeliveryNotes(name(), earlier), fence);
  }

  /** Older revisions stay in the store for its retention time and cannot be removed. */
  @Override
  public void retire(NewKey current, Fence fence) {}

  private Holding holding(ConfigurationSetting stored) {
    if (!SecretReference.marks(stored)) {
      return ConnectionString.holding(stored.getValue(), name());
    }
    return SecretReference.parse(stored.getValue())
        .<Holding>map(reference -> new Holding.Reference(reference.secret().target()))
        .orElseGet(() -> new Holding.Nothing(name() + " is a Key Vault reference to no secret"));
  }

  private Settled write(ConfigurationSetting current, NewKey key, Fence fence) {
    ConnectionString stored = ConnectionString.parse(current.getValue()).orElseThrow();
    if (stored.isOfAnother(key.endpoint())) {
      throw refused(name() + " holds the connection string of another resource");
    }
    if (stored.accessKey().filter(key.key()::equals).isPresent()) {
      return new Settled(name() + " holds the new key already", false);
    }
    replace(place, current, stored.with(key.key()), fence);
    return new Settled(name() + " has the new key", true);
  }

  private Settled follow(ConfigurationSetting current, String to, Fence fence) {
    SecretReference reference = SecretReference.parse(current.getValue()).orElseThrow();
    if (!reference.secret().versioned()) {
      return new Settled(name() + " takes its value from " + to, false);
    }
    replace(place, current, reference.withoutVersion(), fence);
    return new Settled(
        "%s takes its value from the newest version of %s: it was bound to one version"
            .formatted(name(), to),
        true);
  }

  /** Once a delivery, and again whenever the value had to be written again. */
  private StepOutcome tell(StoreKey watched, Settled settled, DeliveryNotes notes, Fence fence) {
    String consumers = "apps that watch " + watched;
    if (settled.changed() || notes.changedAt(consumers).isEmpty()) {
      Instant now = clock.instant();
      replace(watched, store.get(watched), now.toString(), fence);
      notes.changed(consumers, now);
    }
    return new StepOutcome.Done(settled.evidence() + "; told " + consumers, notes.all());
  }

  private void replace(StoreKey key, ConfigurationSetting current, String value, Fence fence) {
    if (current.isReadOnly()) {
      throw refused(store.targetName(key) + " is locked: unlock it in the store");
    }
    fence.check();
    store.replace(key, current.setValue(value));
  }

  private static CallFailed refused(String message) {
    return new CallFailed(CallFailed.Kind.REFUSED, message, false, null, null);
  }
}
