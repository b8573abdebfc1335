package io.github.rekey.intake;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges the claims of a token whose signature is right. */
final class TokenClaims {
  private final GateSettings.Entra settings;
  private final Clock clock;

  TokenClaims(GateSettings.Entra settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  WebhookGate.Admission judge(JWTClaimsSet claims) throws ParseException {
    Optional<String> wrong = wrongTime(claims).or(() -> wrongAudience(claims));
    if (wrong.isPresent()) {
      return new WebhookGate.Denied(401, wrong.get());
    }
    String caller = caller(claims);
    if (caller == null) {
      return new WebhookGate.Denied(401, "another issuer, or a token that names no application");
    }
    return settings.applications().stream()
        .filter(allowed -> allowed.id().equalsIgnoreCase(caller))
        .findFirst()
        .map(allowed -> withRole(allowed, claims))
        .orElseGet(() -> new WebhookGate.Denied(403, "this application is not allowed to call"));
  }

  private Optional<String> wrongTime(JWTClaimsSet claims) {
    Instant now = clock.instant();
    if (claims.getExpirationTime() == null) {
      return Optional.of("a token that never expires");
    }
    if (now.isAfter(claims.getExpirationTime().toInstant().plus(settings.skew()))) {
      return Optional.of("the token has expired");
    }
    boolean early =
        claims.getNotBeforeTime() != null
            && now.isBefore(claims.getNotBeforeTime().toInstant().minus(settings.skew()));
    return early ? Optional.of("the token is not valid yet") : Optional.empty();
  }

  private Optional<String> wrongAudience(JWTClaimsSet claims) {
    return Collections.disjoint(settings.audiences(), claims.getAudience())
        ? Optional.of("the token is for another audience")
        : Optional.empty();
  }

  /** Version 1 tokens name the caller in appid, version 2 tokens in azp. */
  private @Nullable String caller(JWTClaimsSet claims) throws ParseException {
    if (!settings.tenant().equalsIgnoreCase(claims.getClaimAsString("tid"))) {
      return null;
    }
    String issuer = Objects.requireNonNullElse(claims.getIssuer(), "");
    if (issuer.equalsIgnoreCase(settings.authorityV1() + "/" + settings.tenant() + "/")) {
      return claims.getClaimAsString("appid");
    }
    return issuer.equalsIgnoreCase(settings.authorityV2() + "/" + settings.tenant() + "/v2.0")
        ? claims.getClaimAsString("azp")
        : null;
  }

  private static WebhookGate.Admission withRole(
      GateSettings.AllowedApplication allowed, JWTClaimsSet claims) {
    if (allowed.role() == null || roles(claims).contains(allowed.role())) {
      return new WebhookGate.Admitted("application " + allowed.id());
    }
    return new WebhookGate.Denied(403, "the token lacks the role " + allowed.role());
  }

  private static List<String> roles(JWTClaimsSet claims) {
    try {
      List<String> roles = claims.getStringListClaim("roles");
      return roles == null ? List.of() : roles;
    } catch (ParseException notAList) {
      return List.of();
    }
  }
}
