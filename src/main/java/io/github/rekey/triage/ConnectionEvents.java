package io.github.rekey.triage;

import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.ResourceId;
import java.util.Optional;

/**
 * Has clients' coming and going counted and hands on every other alert. Hundreds a second may come:
 * they are announced nowhere and open no incident.
 */
public final class ConnectionEvents implements AlertSink {
  private final Fleet fleet;
  private final ConnectionCounts counts;
  private final AlertSink others;

  public ConnectionEvents(Fleet fleet, ConnectionCounts counts, AlertSink others) {
    this.fleet = fleet;
    this.counts = counts;
    this.others = others;
  }

  @Override
  public void accept(Alert alert) {
    if (alert instanceof Alert.ClientsConnected connected) {
      managed(connected.scope())
          .ifPresent(
              id ->
                  counts.connected(id, connected.connectionId(), connected.origin().occurredAt()));
    } else if (alert instanceof Alert.ClientsDisconnected disconnected) {
      managed(disconnected.scope())
          .ifPresent(id -> counts.disconnected(id, disconnected.connectionId()));
    } else {
      others.accept(alert);
    }
  }

  private Optional<ResourceId> managed(Scope scope) {
    return scope instanceof Scope.Resource one
        ? fleet.find(one.id()).map(ManagedResource::id)
        : Optional.empty();
  }
}
