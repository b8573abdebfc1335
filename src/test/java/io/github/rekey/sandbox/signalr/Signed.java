package io.github.rekey.sandbox.signalr;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** Access tokens for tests, valid for an hour by the real clock. */
public final class Signed {
  private Signed() {}

  public static String with(String key, String audience) {
    return until(Instant.now().plus(Duration.ofHours(1)), key, audience);
  }

  static String until(Instant expiry, String key, String audience) {
    return AccessToken.sign(
        key,
        new JWTClaimsSet.Builder().audience(audience).expirationTime(Date.from(expiry)).build());
  }

  static String withoutExpiry(String key, String audience) {
    return AccessToken.sign(key, new JWTClaimsSet.Builder().audience(audience).build());
  }
}
