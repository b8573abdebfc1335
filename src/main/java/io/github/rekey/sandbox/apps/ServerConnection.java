package io.github.rekey.sandbox.apps;

import com.nimbusds.jwt.JWTClaimsSet;
import io.github.rekey.sandbox.signalr.AccessToken;
import io.github.rekey.sandbox.signalr.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket of an app instance to the service, reopened for as long as the instance runs: after
 * 1, 2, 4, 8, 16, 32, then every 60 units of back-off, as the .NET SDK does with seconds.
 */
final class ServerConnection extends WebSocketListener {
  private static final Logger LOG = LoggerFactory.getLogger(ServerConnection.class);
  private final ConnectionString service;
  private final Wiring wiring;
  private final ChatHub hub = new ChatHub();
  private @Nullable WebSocket socket;
  private boolean up;
  private boolean stopped;
  private int failures;

  ServerConnection(ConnectionString service, Wiring wiring) {
    this.service = service;
    this.wiring = wiring;
  }

  synchronized void open() {
    if (stopped) {
      return;
    }
    String query = "/server/?hub=" + ChatHub.NAME;
    Instant expiry = wiring.clock().instant().plus(Duration.ofHours(1));
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .audience(service.audience(query))
            .expirationTime(Date.from(expiry))
            .build();
    Request request =
        new Request.Builder()
            .url(service.endpoint() + query + "&cid=" + UUID.randomUUID())
            .header("Authorization", "Bearer " + AccessToken.sign(service.accessKey(), claims))
            .build();
    socket = wiring.http().newWebSocket(request, this);
  }

  synchronized void stop() {
    stopped = true;
    up = false;
    if (socket != null) {
      socket.close(1000, "the instance stops");
    }
  }

  synchronized boolean up() {
    return up;
  }

  @Override
  public void onOpen(WebSocket opened, Response response) {
    synchronized (this) {
      up = !stopped;
      failures = 0;
    }
    if (!up()) {
      opened.close(1000, "the instance stops");
    }
  }

  @Override
  public void onMessage(WebSocket from, String text) {
    hub.answer(Frame.parse(text)).forEach(frame -> from.send(frame.text()));
  }

  @Override
  public void onClosing(WebSocket closing, int code, String reason) {
    closing.close(1000, null);
  }

  @Override
  public void onClosed(WebSocket closed, int code, String reason) {
    LOG.debug("server connection closed: {}", reason);
    lost();
  }

  @Override
  public void onFailure(WebSocket failed, Throwable failure, @Nullable Response response) {
    LOG.debug("server connection failed: {}", response == null ? failure : response.code());
    lost();
  }

  private synchronized void lost() {
    up = false;
    if (stopped) {
      return;
    }
    long units = failures > 5 ? 60 : 1L << failures;
    failures++;
    wiring.later(this::open, wiring.backOff().multipliedBy(units));
  }
}
