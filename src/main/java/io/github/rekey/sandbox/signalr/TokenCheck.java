package io.github.rekey.sandbox.signalr;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.rekey.sandbox.world.SignalRResource;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks access tokens as Azure SignalR does: signed with one of the keys in force (the UTF-8 bytes
 * of the key's text, not base64-decoded), aud and exp required, nbf, iat and iss not looked at
 * (azure-signalr SDK, ClaimsUtility). No clock skew is allowed (assumption).
 */
final class TokenCheck {
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.HS256, JWSAlgorithm.HS512);
  private final SignalRResource resource;
  private final Clock clock;

  TokenCheck(SignalRResource resource, Clock clock) {
    this.resource = resource;
    this.clock = clock;
  }

  /** Audiences are in lower case. */
  Access check(@Nullable String token, Set<String> audiences) {
    if (token == null || token.isBlank()) {
      return Access.NO_TOKEN;
    }
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      if (!ALGORITHMS.contains(jwt.getHeader().getAlgorithm()) || claims == null) {
        return Access.MALFORMED;
      }
      return signedWithAKeyInForce(jwt) ? check(claims, audiences) : Access.WRONG_SIGNATURE;
    } catch (ParseException e) {
      return Access.MALFORMED;
    }
  }

  private Access check(JWTClaimsSet claims, Set<String> audiences) {
    Date expiry = claims.getExpirationTime();
    if (expiry == null) {
      return Access.NO_EXPIRY;
    }
    if (!expiry.toInstant().isAfter(clock.instant())) {
      return Access.EXPIRED;
    }
    boolean ours =
        claims.getAudience().stream()
            .anyMatch(audience -> audiences.contains(audience.toLowerCase(Locale.ROOT)));
    return ours ? Access.GRANTED : Access.WRONG_AUDIENCE;
  }

  private boolean signedWithAKeyInForce(SignedJWT jwt) {
    return resource.acceptedKeys().stream().anyMatch(key -> signedWith(jwt, key));
  }

  private static boolean signedWith(SignedJWT jwt, String key) {
    try {
      return jwt.verify(new MACVerifier(key.getBytes(StandardCharsets.UTF_8)));
    } catch (JOSEException e) {
      return false;
    }
  }
}
