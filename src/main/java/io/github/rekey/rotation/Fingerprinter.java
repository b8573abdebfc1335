package io.github.rekey.rotation;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Turns keys into fingerprints under a per-installation secret of at least 16 bytes. */
public final class Fingerprinter {
  private static final int SHOWN_BYTES = 6;
  private final SecretKeySpec secret;

  public Fingerprinter(byte[] installationSecret) {
    if (installationSecret.length < 16) {
      throw new IllegalArgumentException("the fingerprint secret needs at least 16 bytes");
    }
    this.secret = new SecretKeySpec(installationSecret, "HmacSHA256");
  }

  public Fingerprint of(AccessKey key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      byte[] digest = mac.doFinal(key.reveal().getBytes(StandardCharsets.UTF_8));
      return new Fingerprint("key-" + HexFormat.of().formatHex(digest, 0, SHOWN_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }
}
