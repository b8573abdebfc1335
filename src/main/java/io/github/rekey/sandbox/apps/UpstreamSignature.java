package io.github.rekey.sandbox.apps;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signatures of a call to an upstream: one with each of the resource's keys, separated by
 * commas, each the HMAC of the connection's id in hex (Azure: upstream endpoints).
 */
final class UpstreamSignature {
  private UpstreamSignature() {}

  static boolean isAmong(String signatures, String connection, String key) {
    String own = "sha256=" + HexFormat.of().formatHex(mac(connection, key));
    return Arrays.stream(signatures.split(",")).map(String::trim).anyMatch(own::equals);
  }

  private static byte[] mac(String text, String key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has HMAC with SHA-256", e);
    }
  }
}
