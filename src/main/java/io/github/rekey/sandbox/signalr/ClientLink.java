package io.github.rekey.sandbox.signalr;

import io.javalin.websocket.WsContext;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One client's connection, and the server connection that it is routed through, if any. */
final class ClientLink {
  private final String id;
  private final String hub;
  private final String user;
  private final WsContext socket;
  private final @Nullable ServerLink server;
  private volatile boolean greeted;
  private volatile Instant heard;
  private volatile String closeCategory = "Normal";

  ClientLink(
      String id,
      String hub,
      String user,
      WsContext socket,
      Optional<ServerLink> server,
      Instant now) {
    this.id = id;
    this.hub = hub;
    this.user = user;
    this.socket = socket;
    this.server = server.orElse(null);
    this.heard = now;
  }

  String id() {
    return id;
  }

  String hub() {
    return hub;
  }

  /** Empty for anonymous clients. */
  String user() {
    return user;
  }

  Optional<ServerLink> server() {
    return Optional.ofNullable(server);
  }

  String closeCategory() {
    return closeCategory;
  }

  /** Whether the hub protocol's handshake is over. */
  boolean greeted() {
    return greeted;
  }

  void greet() {
    greeted = true;
    send(HubMessages.handshakeAnswer(null));
  }

  /** Answers the handshake with an error, which ends the connection. */
  void turnAway(String error, String category) {
    closeCategory = category;
    send(HubMessages.handshakeAnswer(error));
    socket.closeSession(1000, category);
  }

  void heardAt(Instant now) {
    heard = now;
  }

  boolean silentSince(Instant instant) {
    return heard.isBefore(instant);
  }

  void send(String message) {
    socket.send(HubMessages.ended(message));
  }

  /** Ends with a close message that allows the client to reconnect. */
  void close(String category, @Nullable String error) {
    closeCategory = category;
    send(HubMessages.close(error));
    socket.closeSession(1000, category);
  }
}
