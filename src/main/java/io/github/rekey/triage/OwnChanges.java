package io.github.rekey.triage;

import io.github.rekey.rotation.Fingerprint;
import java.util.Set;

/**
 * What Rekey's own rotations did to a resource's keys.
 *
 * @param rotated whether there were any, with or without new keys
 * @param made keys that they made
 * @param doubtful keys that they set out to replace without noting what came of it
 */
record OwnChanges(boolean rotated, Set<Fingerprint> made, Set<Fingerprint> doubtful) {
  static final OwnChanges NONE = new OwnChanges(false, Set.of(), Set.of());

  boolean explain(Fingerprint before, Fingerprint now) {
    return made.contains(now) || doubtful.contains(before);
  }
}
