package io.github.rekey.sandbox.signalr;

import io.javalin.websocket.WsContext;

/** One server connection of an app instance, through which clients are routed. */
final class ServerLink {
  private final String hub;
  private final WsContext socket;
  private volatile String closeCategory = "Normal";

  ServerLink(String hub, WsContext socket) {
    this.hub = hub;
    this.socket = socket;
  }

  String hub() {
    return hub;
  }

  String sessionId() {
    return socket.sessionId();
  }

  /** The category of the close, once closed: by the app itself unless we closed it. */
  String closeCategory() {
    return closeCategory;
  }

  void send(Frame frame) {
    socket.send(frame.text());
  }

  void close(String category) {
    closeCategory = category;
    socket.closeSession(1000, category);
  }
}
