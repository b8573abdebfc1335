package io.github.rekey.sandbox.apps;

import io.github.rekey.sandbox.tls.Certificates;
import io.github.rekey.sandbox.tls.HttpsFace;
import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.Faults;
import io.github.rekey.sandbox.world.SignalRResource;
import io.github.rekey.sandbox.world.Workload;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Runs the instances of one workload behind one HTTPS front door. Restarts them when the workload
 * is restarted, unless a scripted fault says that the restart is ignored or leaves the server
 * connections as they are.
 */
public final class AppHost implements AutoCloseable {
  /**
   * How the instances behave.
   *
   * @param restart how long an instance is down when it is restarted
   * @param backOff unit of the waits before a server connection is opened again; a second in .NET,
   *     by default so short here that the longest wait, of 60 units, is 3 s
   * @param serverConnections how many an instance holds; 5 in .NET
   */
  public record Options(Duration restart, Duration backOff, int serverConnections, Clock clock) {
    public static Options defaults() {
      return new Options(Duration.ofMillis(700), Duration.ofMillis(50), 2, Clock.systemUTC());
    }

    public Options withRestart(Duration other) {
      return new Options(other, backOff, serverConnections, clock);
    }

    public Options withBackOff(Duration other) {
      return new Options(restart, other, serverConnections, clock);
    }
  }

  /**
   * What may be shown of an instance.
   *
   * @param key the label of the key that it signs with, e.g. "primary #1"; "none" if it has none
   */
  public record Instance(String id, boolean running, int serverConnections, String key) {}

  private final Azure azure;
  private final String name;
  private final Wiring wiring;
  private final int serverConnections;
  private final List<AppInstance> instances;
  private final RollingRestart restarts;
  private final HttpsFace face;

  private AppHost(Certificates certificates, Azure azure, Workload workload, Options options) {
    this.azure = azure;
    this.name = workload.name();
    this.wiring = new Wiring(certificates, options);
    this.serverConnections = options.serverConnections();
    AppSettings settings = new AppSettings(azure);
    this.instances =
        workload.instanceIds().stream()
            .map(
                id ->
                    new AppInstance(
                        id,
                        () -> settings.connectionString(workload.settings()),
                        wiring,
                        serverConnections))
            .toList();
    this.restarts = new RollingRestart(instances, wiring, options.restart());
    FrontDoor door = new FrontDoor(instances);
    this.face = HttpsFace.start(certificates, config -> door.configure(config.routes));
    instances.forEach(AppInstance::start);
    workload.onRestart(this::restart);
  }

  public static AppHost start(Certificates certificates, Azure azure, Workload workload) {
    return start(certificates, azure, workload, Options.defaults());
  }

  public static AppHost start(
      Certificates certificates, Azure azure, Workload workload, Options options) {
    return new AppHost(certificates, azure, workload, options);
  }

  /** Base URL of the app, for its /health. */
  public URI url() {
    return face.url();
  }

  /** The hub's URL as clients use it; they add /negotiate. */
  public URI negotiateUrl() {
    return URI.create(face.url() + "/" + ChatHub.NAME);
  }

  /** Whether all instances run and hold all their server connections. */
  public boolean connected() {
    return instances.stream().allMatch(i -> i.connected() == serverConnections);
  }

  /** Whether a restart is under way. */
  public boolean restarting() {
    return restarts.busy();
  }

  public List<Instance> instances() {
    return instances.stream().map(this::view).toList();
  }

  @Override
  public void close() {
    face.close();
    instances.forEach(AppInstance::stop);
    wiring.close();
  }

  private void restart() {
    if (azure.faults().takeFor(Faults.Kind.RESTART_IGNORED, name).isPresent()) {
      return;
    }
    if (azure.faults().takeFor(Faults.Kind.SERVER_CONNECTIONS_KEPT, name).isPresent()) {
      instances.forEach(AppInstance::reload);
    } else {
      restarts.begin();
    }
  }

  private Instance view(AppInstance instance) {
    String key = instance.service().map(this::label).orElse("none");
    return new Instance(instance.id(), instance.running(), instance.connected(), key);
  }

  private String label(ConnectionString used) {
    return azure.signalr().stream()
        .filter(resource -> resource.endpoint().equals(used.endpoint()))
        .map((SignalRResource resource) -> resource.label(used.accessKey()))
        .findFirst()
        .orElse("unknown");
  }
}
