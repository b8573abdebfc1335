package io.github.rekey.sandbox.signalr;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the user id out of an access token that has been checked already. */
final class Users {
  private static final List<String> CLAIMS = List.of("asrs.s.uid", "nameid", "sub");

  private Users() {}

  /** Empty for an anonymous client. */
  static String of(@Nullable String authorization, @Nullable String query) {
    String token = authorization == null ? query : authorization.replaceFirst("^Bearer ", "");
    try {
      JWTClaimsSet claims = SignedJWT.parse(Objects.requireNonNull(token)).getJWTClaimsSet();
      return CLAIMS.stream()
          .map(claims::getClaim)
          .filter(Objects::nonNull)
          .map(Object::toString)
          .findFirst()
          .orElse("");
    } catch (ParseException e) {
      throw new IllegalStateException("a token that was checked can be parsed", e);
    }
  }
}
