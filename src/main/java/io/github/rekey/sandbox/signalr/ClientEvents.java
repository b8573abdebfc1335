package io.github.rekey.sandbox.signalr;

import io.github.rekey.sandbox.eventgrid.Event;
import io.github.rekey.sandbox.eventgrid.EventGrid;
import io.github.rekey.sandbox.world.SignalRResource;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Raises an event for each client that comes or goes; Azure does so in serverless mode only. */
final class ClientEvents {
  private static final String TYPE = "Microsoft.SignalRService.ClientConnection";

  private final @Nullable EventGrid events;
  private final SignalRResource resource;
  private final Clock clock;

  private ClientEvents(@Nullable EventGrid events, SignalRResource resource, Clock clock) {
    this.events = events;
    this.resource = resource;
    this.clock = clock;
  }

  static ClientEvents of(SignalRResource resource, DataPlane.Options options) {
    boolean raised = options.mode() == ServiceMode.SERVERLESS;
    return new ClientEvents(raised ? options.events() : null, resource, options.clock());
  }

  /** After the hub protocol's handshake (assumption). */
  void connected(ClientLink client) {
    publish("Connected", client, data(client));
  }

  void disconnected(ClientLink client) {
    Map<String, Object> data = data(client);
    String category = client.closeCategory();
    data.put("errorMessage", category.equals("Normal") ? "" : category);
    publish("Disconnected", client, data);
  }

  private Map<String, Object> data(ClientLink client) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("timestamp", clock.instant().toString());
    data.put("hubName", client.hub());
    data.put("connectionId", client.id());
    data.put("userId", client.user());
    return data;
  }

  private void publish(String what, ClientLink client, Map<String, Object> data) {
    if (events != null) {
      String subject = "/hub/" + client.hub();
      events.publish(
          Event.Raised.now(clock.instant(), resource.id(), subject, TYPE + what, "1.0", data));
    }
  }
}
