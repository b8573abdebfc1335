package io.github.rekey.triage;

import io.github.rekey.rotation.Fingerprint;
import io.github.rekey.rotation.KeySlot;
import java.util.List;
import java.util.Map;

/**
 * Which keys a resource has and which its targets hold, as fingerprints, without a word on whether
 * they work.
 *
 * @param unread targets whose key could not be seen, each with the reason in words
 */
record Survey(Map<KeySlot, Fingerprint> current, List<Held> held, List<String> unread) {
  /** The key that one target keeps. */
  record Held(String target, Fingerprint fingerprint) {}
}
