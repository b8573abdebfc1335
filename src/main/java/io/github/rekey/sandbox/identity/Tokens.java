package io.github.rekey.sandbox.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Mints and checks the tenant's RS256 tokens, with a key made anew at each start. */
public final class Tokens {
  private static final int KEY_BITS = 2048;
  private final Tenant tenant;
  private final Clock clock;
  private final RSAKey key;

  public Tokens(Tenant tenant, Clock clock) {
    this.tenant = tenant;
    this.clock = clock;
    try {
      this.key = new RSAKeyGenerator(KEY_BITS).keyID(UUID.randomUUID().toString()).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot make a signing key", e);
    }
  }

  public Tenant tenant() {
    return tenant;
  }

  /** The public half, as the tenant's JWKS. */
  public Map<String, Object> jwks() {
    return new JWKSet(key).toJSONObject(true);
  }

  public String mint(TokenRequest request) {
    try {
      JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
      SignedJWT token = new SignedJWT(header, claims(request));
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot sign a token", e);
    }
  }

  /** Whose token it is, if this tenant signed it and it has not expired. */
  public Optional<Principal> verify(String token) {
    try {
      SignedJWT signed = SignedJWT.parse(token);
      JWTClaimsSet claims = signed.getJWTClaimsSet();
      boolean live = claims.getExpirationTime().toInstant().isAfter(clock.instant());
      boolean ours = signed.verify(new RSASSAVerifier(key));
      return live && ours ? Optional.of(principal(claims)) : Optional.empty();
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Principal principal(JWTClaimsSet claims) {
    Map<String, String> flat =
        claims.toJSONObject().entrySet().stream()
            .filter(entry -> entry.getValue() != null)
            .collect(Collectors.toMap(Map.Entry::getKey, e -> String.valueOf(e.getValue())));
    String caller = flat.getOrDefault("appid", flat.getOrDefault("azp", ""));
    return new Principal(caller, Objects.requireNonNullElse(flat.get("oid"), ""), flat);
  }

  private JWTClaimsSet claims(TokenRequest request) {
    boolean first = request.version() == 1;
    String issuer =
        first
            ? "https://sts.windows.net/" + tenant.id() + "/"
            : "https://login.microsoftonline.com/" + tenant.id() + "/v2.0";
    Instant now = clock.instant();
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .audience(request.audience())
            .issuer(issuer)
            .issueTime(Date.from(now))
            .notBeforeTime(Date.from(now))
            .expirationTime(Date.from(now.plus(request.lifetime())))
            .claim(first ? "appid" : "azp", request.appId())
            .claim(first ? "appidacr" : "azpacr", "1")
            .claim("oid", request.objectId())
            .claim("sub", request.objectId())
            .claim("tid", tenant.id())
            .claim("ver", first ? "1.0" : "2.0");
    return request.roles().isEmpty()
        ? claims.build()
        : claims.claim("roles", request.roles()).build();
  }
}
