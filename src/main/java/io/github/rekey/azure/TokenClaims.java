package io.github.rekey.azure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Base64;
import java.util.Optional;

/** Reads the identity out of an access token that was issued to Rekey itself; verifies nothing. */
final class TokenClaims {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TokenClaims() {}

  /** Empty if the token is opaque or names nobody. */
  static Optional<OwnIdentity> identity(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length < 2) {
      return Optional.empty();
    }
    try {
      JsonNode claims = JSON.readTree(new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8));
      String application = claims.path("appid").asText(claims.path("azp").asText(""));
      String principal = claims.path("oid").asText("");
      return principal.isEmpty() && application.isEmpty()
          ? Optional.empty()
          : Optional.of(new OwnIdentity(principal, application));
    } catch (JsonProcessingException | IllegalArgumentException notAJwt) {
      return Optional.empty();
    }
  }
}
