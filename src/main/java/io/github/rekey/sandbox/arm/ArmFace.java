package io.github.rekey.sandbox.arm;

import io.github.rekey.sandbox.http.Answer;
import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.http.Endpoint;
import io.github.rekey.sandbox.http.Refused;
import io.github.rekey.sandbox.http.Router;
import io.github.rekey.sandbox.identity.Bearer;
import io.github.rekey.sandbox.identity.Principal;
import io.github.rekey.sandbox.identity.Tokens;
import io.github.rekey.sandbox.world.Azure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What every call to Resource Manager passes: the token, the limits, the route, the right; and what
 * every answer carries.
 */
final class ArmFace implements Endpoint {
  private static final String CORRELATION = "x-ms-correlation-request-id";
  private final ArmRoutes routes;
  private final Azure azure;
  private final Tokens tokens;
  private final Throttle throttle;
  private final ActivityLog activities;

  ArmFace(ArmRoutes routes, Azure azure, Tokens tokens, Throttle throttle, ActivityLog activities) {
    this.routes = routes;
    this.azure = azure;
    this.tokens = tokens;
    this.throttle = throttle;
    this.activities = activities;
  }

  @Override
  public Answer answer(Call call) {
    Map<String, String> headers = new LinkedHashMap<>();
    String id = UUID.randomUUID().toString();
    String correlation = call.header(CORRELATION).orElse(id);
    headers.put("x-ms-request-id", id);
    headers.put(CORRELATION, correlation);
    headers.put("Cache-Control", "no-cache");
    call.header("x-ms-client-request-id")
        .ifPresent(own -> headers.put("x-ms-client-request-id", own));
    try {
      Principal caller = new Bearer(tokens).of(call).orElseThrow(this::unauthenticated);
      Router.Found<ArmRoutes.Route> found =
          routes.find(call).orElseThrow(() -> new Refused(ArmRoutes.notFound(call)));
      azure.calls().count(found.target().name());
      headers.putAll(throttle.admit(call, caller.appId()));
      return perform(found, caller, correlation).with(headers);
    } catch (Refused refused) {
      if (refused.answer().status() == 429) {
        azure.calls().count("throttled");
      }
      return refused.answer().with(headers);
    }
  }

  private Answer perform(
      Router.Found<ArmRoutes.Route> found, Principal caller, String correlation) {
    ArmRoutes.Route route = found.target();
    Outcome outcome;
    try {
      requireVersion(found.call());
      requireRight(route.action(), caller, found.call());
      outcome = route.work().outcome(found.call());
    } catch (Refused refused) {
      outcome = Outcome.now(refused.answer());
    }
    activities.note(found.call(), route.action(), caller, correlation, outcome);
    return outcome.answer();
  }

  private static void requireVersion(Call call) {
    if (call.query("api-version").orElse("").isBlank()) {
      throw new Refused(
          400,
          "MissingApiVersionParameter",
          "The api-version query parameter (?api-version=) is required for all requests.");
    }
  }

  private void requireRight(String action, Principal caller, Call call) {
    if (!action.isEmpty() && !azure.rights().allows(action)) {
      throw new Refused(
          403,
          "AuthorizationFailed",
          "The client '%s' with object id '%s' does not have authorization to perform action '%s' over scope '%s' or the scope is invalid."
              .formatted(caller.appId(), caller.objectId(), action, call.path()));
    }
  }

  private Refused unauthenticated() {
    String challenge =
        "Bearer authorization_uri=\"https://login.microsoftonline.com/%s\", error=\"invalid_token\", error_description=\"The access token is missing or invalid.\""
            .formatted(tokens.tenant().id());
    return new Refused(
        Answer.error(
                401,
                "AuthenticationFailed",
                "Authentication failed. The 'Authorization' header is missing or invalid.")
            .with("WWW-Authenticate", challenge));
  }
}
