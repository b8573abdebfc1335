package io.github.rekey.rotation;

import java.util.Optional;

/** A resource's two keys as listed at one moment. */
public record KeyPair(AccessKey primary, AccessKey secondary) {
  public AccessKey key(KeySlot slot) {
    return slot == KeySlot.PRIMARY ? primary : secondary;
  }

  /** The slot that holds this key now, if either does. */
  public Optional<KeySlot> slotOf(AccessKey key) {
    if (key.equals(primary)) {
      return Optional.of(KeySlot.PRIMARY);
    }
    return key.equals(secondary) ? Optional.of(KeySlot.SECONDARY) : Optional.empty();
  }
}
