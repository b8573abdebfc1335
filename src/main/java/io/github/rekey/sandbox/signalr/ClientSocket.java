package io.github.rekey.sandbox.signalr;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rekey.sandbox.world.Meter;
import io.javalin.websocket.WsBinaryMessageContext;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The clients' WebSocket: does the hub protocol's handshake, then is a pipe to the server
 * connection that the client is routed through.
 */
final class ClientSocket {
  private final Hubs hubs;
  private final Meter meter;
  private final Clock clock;
  private final ServiceMode mode;
  private final ClientEvents events;
  private final Map<String, ClientLink> links = new ConcurrentHashMap<>();

  ClientSocket(Hubs hubs, Meter meter, DataPlane.Options options, ClientEvents events) {
    this.hubs = hubs;
    this.meter = meter;
    this.clock = options.clock();
    this.mode = options.mode();
    this.events = events;
  }

  void configure(WsConfig socket) {
    socket.onConnect(this::connected);
    socket.onMessage(frame -> received(frame, frame.message()));
    socket.onBinaryMessage(frame -> received(frame, text(frame)));
    socket.onClose(this::closed);
  }

  private void connected(WsContext socket) {
    String asked = Optional.ofNullable(socket.queryParam("id")).orElseGet(ClientSocket::freshId);
    ClientLink link = link(asked, socket);
    while (!hubs.add(link)) {
      link = link(freshId(), socket);
    }
    links.put(socket.sessionId(), link);
    meter.opened("Client");
  }

  private ClientLink link(String id, WsContext socket) {
    String hub = Objects.requireNonNull(socket.queryParam("hub"));
    String user = Users.of(socket.header("Authorization"), socket.queryParam("access_token"));
    return new ClientLink(id, hub, user, socket, hubs.nextServer(hub), clock.instant());
  }

  static String freshId() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  /** The Java client sends its JSON in binary frames. */
  private static String text(WsBinaryMessageContext frame) {
    return StandardCharsets.UTF_8.decode(frame.data()).toString();
  }

  private void received(WsContext socket, String text) {
    ClientLink link = links.get(socket.sessionId());
    if (link == null) {
      return;
    }
    link.heardAt(clock.instant());
    for (String message : HubMessages.split(text)) {
      if (link.greeted()) {
        forward(link, message);
      } else {
        greet(link, HubMessages.parse(message));
      }
    }
  }

  private void greet(ClientLink link, JsonNode handshake) {
    if (!"json".equals(handshake.path("protocol").asText())) {
      link.turnAway("The sandbox speaks the json protocol only.", "HandshakeError");
    } else if (link.server().filter(hubs::has).isEmpty() && mode == ServiceMode.DEFAULT) {
      link.turnAway(
          "No server connection is available for the hub.", "NoAvailableServerConnection");
    } else {
      link.greet();
      events.connected(link);
      tellServer(link, new Frame(Frame.Type.OPENED, link.id(), ""));
    }
  }

  private void forward(ClientLink link, String message) {
    int type = HubMessages.type(message);
    if (type != HubMessages.PING && type != HubMessages.CLOSE) {
      tellServer(link, Frame.message(link.id(), message));
    }
  }

  private void closed(WsContext socket) {
    ClientLink link = links.remove(socket.sessionId());
    if (link == null) {
      return;
    }
    hubs.remove(link);
    meter.closed("Client", link.closeCategory());
    if (link.greeted()) {
      events.disconnected(link);
    }
    tellServer(link, new Frame(Frame.Type.GONE, link.id(), ""));
  }

  private static void tellServer(ClientLink link, Frame frame) {
    link.server().ifPresent(server -> server.send(frame));
  }
}
