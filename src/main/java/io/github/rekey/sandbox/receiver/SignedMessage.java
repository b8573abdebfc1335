package io.github.rekey.sandbox.receiver;

import io.github.rekey.sandbox.http.Call;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks a message as the Standard Webhooks specification tells receivers to: the signature, and a
 * timestamp at most five minutes off.
 */
record SignedMessage(String id, String timestamp, String signatures, byte[] body) {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  static SignedMessage of(Call call) {
    return new SignedMessage(
        call.header("webhook-id").orElse(""),
        call.header("webhook-timestamp").orElse(""),
        call.header("webhook-signature").orElse(""),
        call.body());
  }

  boolean genuine(String secret, Instant now) {
    if (id.isEmpty() || !timestamp.matches("[0-9]{1,12}")) {
      return false;
    }
    Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now).abs();
    return age.compareTo(TOLERANCE) <= 0
        && Arrays.stream(signatures.split(" ")).anyMatch(one -> matches(one, secret));
  }

  private boolean matches(String signature, String secret) {
    byte[] expected =
        ("v1," + Base64.getEncoder().encodeToString(hmac(secret))).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] hmac(String secret) {
    byte[] key = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }
}
