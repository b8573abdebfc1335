package io.github.rekey.intake;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/** A token issuer with keys of its own; its key document can be made unreachable. */
final class Issuer implements SigningKeys.Document {
  static final String TENANT = "7a3c9b1e-0000-4000-8000-000000000001";
  static final String AUDIENCE = "api://rekey";
  private static final RSAKey FIRST = key("first");
  private static final RSAKey SECOND = key("second");
  private static final RSAKey FORGED = key("first");

  private final List<JWK> published = new ArrayList<>(List.of(FIRST.toPublicJWK()));
  private boolean down;
  private int fetches;

  @Override
  public String fetch() throws IOException {
    fetches++;
    if (down) {
      throw new IOException("unreachable");
    }
    return new JWKSet(published).toString();
  }

  void goDown() {
    down = true;
  }

  void comeBack() {
    down = false;
  }

  void publishSecondKey() {
    published.add(SECOND.toPublicJWK());
  }

  int fetches() {
    return fetches;
  }

  static JWTClaimsSet.Builder version1() {
    return claims("https://sts.windows.net/" + TENANT + "/").claim("appid", eventGrid());
  }

  static JWTClaimsSet.Builder version2() {
    return claims("https://login.microsoftonline.com/" + TENANT + "/v2.0")
        .claim("azp", eventGrid());
  }

  static String signed(JWTClaimsSet.Builder claims) {
    return signed(claims, FIRST, JWSAlgorithm.RS256);
  }

  static String signedByTheSecondKey(JWTClaimsSet.Builder claims) {
    return signed(claims, SECOND, JWSAlgorithm.RS256);
  }

  static String forged(JWTClaimsSet.Builder claims) {
    return signed(claims, FORGED, JWSAlgorithm.RS256);
  }

  static String signed(JWTClaimsSet.Builder claims, JWSAlgorithm algorithm) {
    return signed(claims, FIRST, algorithm);
  }

  static JWK publicKey() {
    return FIRST.toPublicJWK();
  }

  private static String eventGrid() {
    return GateSettings.AllowedApplication.EVENT_GRID.id();
  }

  private static JWTClaimsSet.Builder claims(String issuer) {
    Instant now = Samples.NOW;
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .audience(AUDIENCE)
        .claim("tid", TENANT)
        .notBeforeTime(Date.from(now.minusSeconds(10)))
        .expirationTime(Date.from(now.plusSeconds(3600)));
  }

  private static String signed(JWTClaimsSet.Builder claims, RSAKey key, JWSAlgorithm algorithm) {
    try {
      JWSHeader header = new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build();
      SignedJWT token = new SignedJWT(header, claims.build());
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RSAKey key(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
