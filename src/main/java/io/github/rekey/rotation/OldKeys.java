package io.github.rekey.rotation;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keys about to be replaced, kept in memory only, so that their death can be proved. A restart
 * forgets them; the proof then says so.
 */
public final class OldKeys {
  private record Place(RotationId rotation, KeySlot slot) {}

  private final Map<Place, AccessKey> keys = new ConcurrentHashMap<>();

  void remember(RotationId rotation, KeySlot slot, AccessKey key) {
    keys.putIfAbsent(new Place(rotation, slot), key);
  }

  Optional<AccessKey> recall(RotationId rotation, KeySlot slot) {
    return Optional.ofNullable(keys.get(new Place(rotation, slot)));
  }

  void forget(RotationId rotation) {
    keys.keySet().removeIf(place -> place.rotation().equals(rotation));
  }
}
