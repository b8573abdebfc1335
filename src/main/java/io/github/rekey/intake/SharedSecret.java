package io.github.rekey.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Lets in whoever knows the configured secret; compares in constant time. */
public final class SharedSecret implements WebhookGate {
  private final byte[] expected;

  public SharedSecret(GateSettings.SharedKey settings) {
    this.expected = settings.key().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Admission admit(Knock knock) {
    if (knock.key() == null) {
      return new Denied(401, "the query parameter key is missing");
    }
    byte[] given = knock.key().getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(expected, given)
        ? new Admitted("shared key")
        : new Denied(401, "wrong key");
  }
}
