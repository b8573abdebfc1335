package io.github.rekey.azure;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Correlation ids by which an installation knows its own calls when Azure tells of them: half of an
 * id is random, the other half is signed with the installation's secret. So nothing has to be
 * remembered, and every replica knows every other's. That Azure's events carry the id that the
 * caller sent is an assumption.
 */
public final class CorrelationIds {
  private static final int RANDOM_UUID = 4;
  private static final long VARIANT = 1L << 63;
  private final SecretKeySpec secret;

  public CorrelationIds(byte[] installationSecret) {
    this.secret = new SecretKeySpec(installationSecret, "HmacSHA256");
  }

  /** A new id, in the form of a random UUID. */
  public String next() {
    long random = UUID.randomUUID().getMostSignificantBits();
    return new UUID(random, signature(random)).toString();
  }

  /** Whether this installation made the id, in any letter case. */
  public boolean made(String id) {
    try {
      UUID read = UUID.fromString(id);
      return read.version() == RANDOM_UUID
          && read.getLeastSignificantBits() == signature(read.getMostSignificantBits());
    } catch (IllegalArgumentException noUuid) {
      return false;
    }
  }

  private long signature(long random) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      byte[] digest = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(random).array());
      return ByteBuffer.wrap(digest).getLong() >>> 2 | VARIANT;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }
}
