package io.github.rekey.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rekey.sandbox.http.Refused;
import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.SignalRResource;

/** Finds the SignalR resource that a request means. */
final class Resources {
  private Resources() {}

  static SignalRResource named(Azure azure, String name) {
    return azure.signalr().stream()
        .filter(resource -> resource.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> new Refused(404, "NotFound", "There is no SignalR resource " + name));
  }

  /** By its field {@code resource}, or the first there is. */
  static SignalRResource named(Azure azure, JsonNode request) {
    return request.hasNonNull("resource")
        ? named(azure, request.path("resource").asText())
        : azure.signalr().stream()
            .findFirst()
            .orElseThrow(() -> new Refused(404, "NotFound", "There is no SignalR resource."));
  }
}
