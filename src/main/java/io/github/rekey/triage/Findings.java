package io.github.rekey.triage;

import io.github.rekey.rotation.DataPlane;
import io.github.rekey.rotation.Fingerprint;
import io.github.rekey.rotation.KeySlot;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a look at the world showed, in a form that decides nothing and holds no key.
 *
 * @param keys what the data plane says of each listed key
 * @param trouble why the look was not good enough to judge by, null if it was
 * @param throttled true if it was not for want of calls: then a later look will see
 */
public record Findings(
    Presence presence,
    Map<KeySlot, DataPlane.Answer> keys,
    Map<KeySlot, Fingerprint> fingerprints,
    List<Stored> stored,
    @Nullable String trouble,
    boolean throttled) {

  Findings(
      Presence presence,
      Map<KeySlot, DataPlane.Answer> keys,
      Map<KeySlot, Fingerprint> fingerprints,
      List<Stored> stored,
      @Nullable String trouble) {
    this(presence, keys, fingerprints, stored, trouble, false);
  }

  /** Whether there is a resource whose keys matter. */
  public enum Presence {
    PRESENT,
    GONE,
    STOPPED,
    LOCAL_AUTH_DISABLED
  }

  /** What sort of value a target holds. */
  public enum Kind {
    KEY,
    REFERENCE,
    NOTIFIED,
    IDENTITY,
    NOTHING
  }

  /**
   * What one target holds.
   *
   * @param slot which listed key it is; null if it is neither, or no key at all
   * @param source the target that it takes its value from, where the kind is REFERENCE
   * @param sentence what is wrong with the value, where the kind is NOTHING
   */
  public record Stored(
      String target,
      Kind kind,
      @Nullable Fingerprint fingerprint,
      @Nullable KeySlot slot,
      DataPlane.@Nullable Answer answer,
      @Nullable String source,
      String sentence) {}

  List<Stored> keysStored() {
    return stored.stream().filter(s -> s.kind() == Kind.KEY).toList();
  }

  boolean accepted(KeySlot slot) {
    return keys.get(slot) == DataPlane.Answer.ACCEPTED;
  }

  /** The slot that most stored keys are in; the primary one where they are even. */
  KeySlot mostStored() {
    long primary = keysStored().stream().filter(s -> s.slot() == KeySlot.PRIMARY).count();
    long secondary = keysStored().stream().filter(s -> s.slot() == KeySlot.SECONDARY).count();
    return secondary > primary ? KeySlot.SECONDARY : KeySlot.PRIMARY;
  }

  /** The one slot that all stored keys are in, if they agree. */
  Optional<KeySlot> slotInUse() {
    Set<KeySlot> slots = EnumSet.noneOf(KeySlot.class);
    for (Stored each : keysStored()) {
      KeySlot slot = each.slot();
      if (slot == null) {
        return Optional.empty();
      }
      slots.add(slot);
    }
    return slots.size() == 1 ? Optional.of(slots.iterator().next()) : Optional.empty();
  }
}
