package io.github.rekey.sandbox.signalr;

import io.github.rekey.sandbox.tls.Certificates;
import io.github.rekey.sandbox.tls.HttpsFace;
import io.github.rekey.sandbox.world.SignalRResource;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The signed REST API of many resources, each at a loopback port of its own, behind one server: as
 * much of a data plane as a key's probes need. Clients do not connect here.
 */
public final class SharedDataPlane implements AutoCloseable {
  private final Map<Integer, Doorkeeper> doors = new ConcurrentHashMap<>();
  private final HttpsFace face;

  private SharedDataPlane(Certificates certificates) {
    this.face =
        HttpsFace.start(
            certificates,
            config -> config.routes.head("/api/hubs/{hub}/connections/{id}", this::exists));
  }

  /** Opens a port for each, and tells each its endpoint. */
  public static SharedDataPlane start(
      Certificates certificates, List<SignalRResource> resources, Clock clock) {
    SharedDataPlane plane = new SharedDataPlane(certificates);
    List<Integer> ports = plane.face.morePorts(resources.size());
    for (int i = 0; i < ports.size(); i++) {
      SignalRResource resource = resources.get(i);
      resource.endpoint(URI.create("https://localhost:" + ports.get(i)));
      plane.doors.put(ports.get(i), new Doorkeeper(resource, clock));
    }
    return plane;
  }

  private void exists(Context request) {
    Objects.requireNonNull(doors.get(request.req().getLocalPort())).admitRest(request);
    request.status(404).header("x-ms-error-code", "Warning.Connection.NotExisted");
  }

  @Override
  public void close() {
    face.close();
  }
}
