package io.github.rekey.sandbox.arm;

import io.github.rekey.sandbox.eventgrid.Event;
import io.github.rekey.sandbox.eventgrid.EventGrid;
import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.identity.Principal;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells Event Grid of every write, delete and action when it ends, in the shape of the
 * Microsoft.Resources events (Azure: event-schema-resource-groups).
 */
final class ActivityLog {
  private static final String CLAIM = "http://schemas.microsoft.com/identity/claims/";
  private static final String NAME_CLAIM =
      "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier";
  private final EventGrid events;
  private final Clock clock;
  private final ScheduledExecutorService scheduler;

  ActivityLog(EventGrid events, Clock clock, ScheduledExecutorService scheduler) {
    this.events = events;
    this.clock = clock;
    this.scheduler = scheduler;
  }

  /** Reads leave no trace. */
  void note(Call call, String action, Principal caller, String correlationId, Outcome outcome) {
    if (kind(action).isEmpty()) {
      return;
    }
    Runnable raise =
        () -> events.publish(event(call, action, caller, correlationId, outcome.succeeded()));
    scheduler.schedule(raise, outcome.in().toNanos(), TimeUnit.NANOSECONDS);
  }

  private Event event(
      Call call, String action, Principal caller, String correlationId, boolean succeeded) {
    String type =
        "Microsoft.Resources.Resource" + kind(action) + (succeeded ? "Success" : "Failure");
    String scope = kind(action).equals("Action") ? parent(call.path()) : call.path();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("authorization", authorization(scope, action, caller));
    data.put("claims", claims(caller));
    data.put("correlationId", correlationId);
    data.put("httpRequest", request(call));
    data.put("resourceProvider", action.substring(0, action.indexOf('/')));
    data.put("resourceUri", scope);
    data.put("operationName", action);
    data.put("status", succeeded ? "Succeeded" : "Failed");
    data.put("subscriptionId", subscription(scope));
    data.put("tenantId", caller.claims().getOrDefault("tid", ""));
    String topic = "/subscriptions/" + subscription(scope);
    return Event.Raised.now(clock.instant(), topic, scope, type, "2", data);
  }

  private static Map<String, Object> authorization(String scope, String action, Principal caller) {
    Map<String, String> evidence =
        Map.of(
            "role",
            "Contributor",
            "roleAssignmentScope",
            "/subscriptions/" + subscription(scope),
            "principalId",
            caller.objectId().replace("-", ""),
            "principalType",
            "ServicePrincipal");
    return Map.of("scope", scope, "action", action, "evidence", evidence);
  }

  /** Azure renames some of a token's claims to URIs. */
  private static Map<String, String> claims(Principal caller) {
    Map<String, String> claims = new LinkedHashMap<>(caller.claims());
    claims.remove("oid");
    claims.remove("sub");
    claims.remove("tid");
    claims.put("appid", caller.appId());
    claims.put(CLAIM + "objectidentifier", caller.objectId());
    claims.put(NAME_CLAIM, caller.objectId());
    claims.put(CLAIM + "tenantid", caller.claims().getOrDefault("tid", ""));
    return claims;
  }

  private static Map<String, String> request(Call call) {
    return Map.of(
        "clientRequestId",
        call.header("x-ms-client-request-id").orElse(""),
        "clientIpAddress",
        "127.0.0.1",
        "method",
        call.method(),
        "url",
        "https://management.azure.com" + call.target());
  }

  private static String kind(String action) {
    String verb = action.substring(action.lastIndexOf('/') + 1);
    return switch (verb) {
      case "action" -> "Action";
      case "write" -> "Write";
      case "delete" -> "Delete";
      default -> "";
    };
  }

  private static String subscription(String scope) {
    return scope.split("/")[2];
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }
}
