package io.github.rekey.sandbox.apps;

import com.nimbusds.jwt.JWTClaimsSet;
import io.github.rekey.sandbox.signalr.AccessToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One instance of an app. Reads its connection string once, when it starts, and uses that key until
 * it is started again, as .NET apps do whose key changes under them.
 */
final class AppInstance {
  private final String id;
  private final Supplier<Optional<ConnectionString>> settings;
  private final Wiring wiring;
  private final int connections;
  private boolean running;
  private Optional<ConnectionString> service = Optional.empty();
  private List<ServerConnection> links = List.of();

  AppInstance(
      String id, Supplier<Optional<ConnectionString>> settings, Wiring wiring, int connections) {
    this.id = id;
    this.settings = settings;
    this.wiring = wiring;
    this.connections = connections;
  }

  String id() {
    return id;
  }

  synchronized void start() {
    service = settings.get();
    links =
        service.stream()
            .flatMap(s -> Stream.generate(() -> new ServerConnection(s, wiring)).limit(connections))
            .toList();
    links.forEach(ServerConnection::open);
    running = true;
  }

  /** Reads its settings anew without a restart: its server connections stay on the old ones. */
  synchronized void reload() {
    service = settings.get();
  }

  synchronized void stop() {
    running = false;
    links.forEach(ServerConnection::stop);
    links = List.of();
  }

  synchronized boolean running() {
    return running;
  }

  /** What it read when it last started. */
  synchronized Optional<ConnectionString> service() {
    return service;
  }

  synchronized int connected() {
    return (int) links.stream().filter(ServerConnection::up).count();
  }

  /** Empty while no server connection is up. */
  Optional<Map<String, Object>> negotiate() {
    return connected() == 0 ? Optional.empty() : service().map(this::redirect);
  }

  /** Whether the service made this call, by the key that it read when it last started. */
  boolean madeByTheService(String connection, String signatures) {
    return service()
        .filter(s -> UpstreamSignature.isAmong(signatures, connection, s.accessKey()))
        .isPresent();
  }

  private Map<String, Object> redirect(ConnectionString target) {
    String query = "/client/?hub=" + ChatHub.NAME;
    Instant now = wiring.clock().instant();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .audience(target.audience(query))
            .issueTime(Date.from(now))
            .notBeforeTime(Date.from(now))
            .expirationTime(Date.from(now.plus(Duration.ofHours(1))))
            .build();
    return Map.of(
        "negotiateVersion",
        0,
        "url",
        target.endpoint() + query + "&asrs.op=%2F" + ChatHub.NAME,
        "accessToken",
        AccessToken.sign(target.accessKey(), claims),
        "availableTransports",
        List.of());
  }
}
