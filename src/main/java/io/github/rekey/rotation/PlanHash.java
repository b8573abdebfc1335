package io.github.rekey.rotation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names a plan by its content, so that an approval counts for that exact plan. */
public final class PlanHash {
  private PlanHash() {}

  public static String of(Plan plan) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(plan.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
