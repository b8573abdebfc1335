package io.github.rekey.sandbox.identity;

import io.github.rekey.sandbox.http.Answer;
import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.http.Endpoint;
import io.github.rekey.sandbox.http.Refused;
import io.github.rekey.sandbox.http.Router;
import io.github.rekey.sandbox.world.CallLog;
import java.util.List;
import java.util.Map;

/** Entra's token endpoint for client credentials, and the keys that check its tokens. */
public final class IdentityFace implements Endpoint {
  private static final int HOUR = 3600;
  private final Tokens tokens;
  private final CallLog calls;
  private final Router<Endpoint> routes = new Router<>();

  public IdentityFace(Tokens tokens, CallLog calls) {
    this.tokens = tokens;
    this.calls = calls;
    routes.on("POST", "/{tenant}/oauth2/v2.0/token", this::token);
    routes.on("GET", "/{tenant}/discovery/v2.0/keys", call -> Answer.ok(tokens.jwks()));
    routes.on("GET", "/{tenant}/v2.0/.well-known/openid-configuration", this::configuration);
  }

  @Override
  public Answer answer(Call call) {
    return routes
        .find(call)
        .map(found -> found.target().answer(found.call()))
        .orElseGet(() -> Answer.of(404));
  }

  private Answer token(Call call) {
    calls.count("token");
    Map<String, String> form = call.form();
    requireTenant(call);
    if (!"client_credentials".equals(form.get("grant_type"))) {
      throw refused(
          400, "unsupported_grant_type", "AADSTS70003: only client_credentials is served.");
    }
    Tenant tenant = tokens.tenant();
    if (!tenant.clientId().equalsIgnoreCase(form.get("client_id"))) {
      throw refused(
          400, "unauthorized_client", "AADSTS700016: application not found in the directory.");
    }
    if (!tenant.clientSecret().equals(form.get("client_secret"))) {
      throw refused(401, "invalid_client", "AADSTS7000215: Invalid client secret provided.");
    }
    String scope = form.getOrDefault("scope", "");
    String token = tokens.mint(TokenRequest.of(tenant, scope.replaceFirst("/\\.default$", "")));
    Map<String, Object> body =
        Map.of(
            "token_type", "Bearer",
            "expires_in", HOUR,
            "ext_expires_in", HOUR,
            "access_token", token);
    return Answer.ok(body).with("Cache-Control", "no-store");
  }

  /** MSAL reads this before it asks for a token. */
  private Answer configuration(Call call) {
    requireTenant(call);
    String base =
        "https://" + call.header("Host").orElse("localhost") + "/" + call.variable("tenant");
    return Answer.ok(
        Map.of(
            "token_endpoint", base + "/oauth2/v2.0/token",
            "authorization_endpoint", base + "/oauth2/v2.0/authorize",
            "jwks_uri", base + "/discovery/v2.0/keys",
            "issuer", base + "/v2.0",
            "response_types_supported", List.of("code", "id_token"),
            "subject_types_supported", List.of("pairwise"),
            "id_token_signing_alg_values_supported", List.of("RS256")));
  }

  private void requireTenant(Call call) {
    if (!tokens.tenant().id().equalsIgnoreCase(call.variable("tenant"))) {
      throw refused(400, "invalid_request", "AADSTS90002: tenant not found.");
    }
  }

  private static Refused refused(int status, String error, String description) {
    return new Refused(Answer.of(status, Map.of("error", error, "error_description", description)));
  }
}
