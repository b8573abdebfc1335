package io.github.rekey.sandbox.signalr;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.function.Predicate;

/** The signed REST API 2022-06-01, as far as a key's probes and a drill need it. */
final class RestApi {
  private final Hubs hubs;
  private final Doorkeeper door;

  RestApi(Hubs hubs, Doorkeeper door) {
    this.hubs = hubs;
    this.door = door;
  }

  void configure(RoutesConfig routes) {
    routes.head("/api/health", request -> request.status(200));
    routes.head("/api/hubs/{hub}/connections/{id}", r -> exists(r, "Connection", byId(r)));
    routes.head("/api/hubs/{hub}/users/{id}", r -> exists(r, "User", byUser(r)));
    routes.head("/api/hubs/{hub}/groups/{id}", r -> exists(r, "Group", client -> false));
    routes.post("/api/hubs/{hub}/{action}", this::act);
  }

  private static Predicate<ClientLink> byId(Context request) {
    return client -> client.id().equals(request.pathParam("id"));
  }

  private static Predicate<ClientLink> byUser(Context request) {
    return client -> client.user().equals(request.pathParam("id"));
  }

  private void exists(Context request, String what, Predicate<ClientLink> wanted) {
    door.admitRest(request);
    if (hubs.clients(request.pathParam("hub")).stream().anyMatch(wanted)) {
      request.status(200);
    } else {
      request.status(404).header("x-ms-error-code", "Warning." + what + ".NotExisted");
    }
  }

  private void act(Context request) {
    door.admitRest(request);
    switch (request.pathParam("action")) {
      case ":send" -> send(request);
      case ":closeConnections" -> closeConnections(request);
      default -> throw new NotFoundResponse();
    }
  }

  private void send(Context request) {
    JsonNode body = HubMessages.parse(request.body());
    String message =
        HubMessages.invocation(body.path("target").asText(), body.withArray("arguments"));
    hubs.clients(request.pathParam("hub")).forEach(client -> client.send(message));
    request.status(202);
  }

  private void closeConnections(Context request) {
    String reason = request.queryParam("reason");
    hubs.clients(request.pathParam("hub"))
        .forEach(client -> client.close("ClosedByAppServer", reason));
    request.status(204);
  }
}
