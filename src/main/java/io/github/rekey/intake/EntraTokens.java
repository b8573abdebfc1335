package io.github.rekey.intake;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpClient;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/**
 * Lets in callers with a valid token of the configured tenant. Event Grid and action groups send
 * version 1 or version 2 tokens, depending on the webhook application's {@code
 * requestedAccessTokenVersion}, so both are accepted. Whether Event Grid sends a token with its
 * handshake too is an (assumption).
 */
public final class EntraTokens implements WebhookGate {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final SigningKeys keys;
  private final TokenClaims claims;

  /**
   * @param http trusts the issuer's certificate
   */
  public EntraTokens(GateSettings.Entra settings, HttpClient http, Clock clock) {
    this(settings, new SigningKeys(new JwksEndpoint(http, settings.keys()), clock), clock);
  }

  EntraTokens(GateSettings.Entra settings, SigningKeys keys, Clock clock) {
    this.keys = keys;
    this.claims = new TokenClaims(settings, clock);
  }

  @Override
  public Admission admit(Knock knock) {
    String header = knock.authorization();
    if (header == null || !header.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
      return new Denied(401, "a bearer token is needed");
    }
    try {
      SignedJWT token = SignedJWT.parse(header.substring("bearer ".length()).trim());
      return admit(token);
    } catch (ParseException e) {
      return new Denied(401, "not a signed token");
    }
  }

  private Admission admit(SignedJWT token) throws ParseException {
    if (!JWSAlgorithm.RS256.equals(token.getHeader().getAlgorithm())) {
      return new Denied(401, "only RS256 is accepted");
    }
    String keyId = token.getHeader().getKeyID();
    if (keyId == null) {
      return new Denied(401, "the token names no key");
    }
    SigningKeys.Answer answer = keys.find(keyId);
    if (answer instanceof SigningKeys.Answer.CannotTell doubt) {
      return new CannotTell(doubt.reason(), doubt.retryAfter());
    }
    return answer instanceof SigningKeys.Answer.Found found
        ? verified(token, found.key())
        : new Denied(401, "the issuer does not know the token's key");
  }

  private Admission verified(SignedJWT token, RSAPublicKey key) throws ParseException {
    try {
      if (!token.verify(new RSASSAVerifier(key))) {
        return new Denied(401, "the signature is wrong");
      }
    } catch (JOSEException e) {
      return new CannotTell("the signature could not be checked", SOON);
    }
    JWTClaimsSet set = token.getJWTClaimsSet();
    return set == null ? new Denied(401, "the token has no claims") : claims.judge(set);
  }
}
