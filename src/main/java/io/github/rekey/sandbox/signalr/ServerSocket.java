package io.github.rekey.sandbox.signalr;

import io.github.rekey.sandbox.world.Meter;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The apps' WebSocket. Its token was checked at the upgrade and is not looked at again, so a
 * connection outlives its key (assumption: Azure does not document it). When it ends, so do the
 * clients that are routed through it.
 */
final class ServerSocket {
  private final Hubs hubs;
  private final Meter meter;
  private final Map<String, ServerLink> links = new ConcurrentHashMap<>();

  ServerSocket(Hubs hubs, Meter meter) {
    this.hubs = hubs;
    this.meter = meter;
  }

  void configure(WsConfig socket) {
    socket.onConnect(this::connected);
    socket.onMessage(frame -> received(frame, frame.message()));
    socket.onClose(this::closed);
  }

  private void connected(WsContext socket) {
    ServerLink link = new ServerLink(Objects.requireNonNull(socket.queryParam("hub")), socket);
    links.put(link.sessionId(), link);
    meter.opened("Server");
    hubs.add(link);
  }

  private void received(WsContext socket, String text) {
    ServerLink from = links.get(socket.sessionId());
    if (from == null) {
      return;
    }
    Frame frame = Frame.parse(text);
    List<ClientLink> all = hubs.clients(from.hub());
    all.stream()
        .filter(client -> frame.client().isEmpty() || frame.client().equals(client.id()))
        .forEach(client -> client.send(frame.payload()));
  }

  private void closed(WsContext socket) {
    ServerLink link = links.remove(socket.sessionId());
    if (link == null) {
      return;
    }
    hubs.remove(link);
    meter.closed("Server", link.closeCategory());
    hubs.routedThrough(link).forEach(client -> client.close("ServerConnectionClosed", null));
  }
}
