package io.github.rekey.target;

import io.github.rekey.rotation.Fingerprinter;
import io.github.rekey.rotation.NewKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The news that a slot of a resource has a new key, without the key. Its id is the same whenever
 * the same target is told of the same key, after a restart too, so that receivers can tell a
 * repetition.
 */
record KeyChanged(String id, NewKey key, String fingerprint) {
  /** The CloudEvents type. */
  static final String TYPE = "io.github.rekey.key.changed";

  private static final int ID_BYTES = 16;

  static KeyChanged of(String target, NewKey key, Fingerprinter fingerprints) {
    String fingerprint = fingerprints.of(key.key()).value();
    String whole =
        String.join("\n", target, key.resource().value(), key.slot().name(), fingerprint);
    return new KeyChanged("rekey-" + digest(whole), key, fingerprint);
  }

  /** The CloudEvents source: the resource's ARM id. */
  String source() {
    return key.resource().value();
  }

  /** The CloudEvents subject: {@code chat/secondary}. */
  String subject() {
    return key.resource().name() + "/" + slot();
  }

  Map<String, String> data() {
    return new TreeMap<>(
        Map.of(
            "resourceId", key.resource().value(),
            "endpoint", key.endpoint().toString(),
            "slot", slot(),
            "fingerprint", fingerprint));
  }

  private String slot() {
    return key.slot().name().toLowerCase(Locale.ROOT);
  }

  private static String digest(String text) {
    try {
      byte[] whole =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(whole, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
