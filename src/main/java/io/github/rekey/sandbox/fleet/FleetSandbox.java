package io.github.rekey.sandbox.fleet;

import io.github.rekey.sandbox.control.ControlOptions;
import io.github.rekey.sandbox.control.ControlPlane;
import io.github.rekey.sandbox.signalr.SharedDataPlane;
import io.github.rekey.sandbox.tls.Certificates;
import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.SignalRResource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * A simulated Azure with many light SignalR resources under Resource Manager's throttling: control
 * plane and probes on the wire, no swarm, no apps, no queue.
 */
public final class FleetSandbox implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(500);

  /**
   * How many, and how quick.
   *
   * @param pace of Resource Manager's refill; 1 is Azure's
   * @param operation how long regenerateKey runs
   */
  public record Options(int resources, double pace, Duration operation) {}

  private final Certificates certificates = new Certificates();
  private final Azure azure = new Azure();
  private final Clock clock = Clock.systemUTC();
  private final ControlOptions options;
  private final List<LightConsumer> consumers = new ArrayList<>();
  private final SharedDataPlane dataPlane;
  private final ControlPlane control;
  private final ScheduledExecutorService watcher =
      Executors.newSingleThreadScheduledExecutor(FleetSandbox::daemon);

  private FleetSandbox(Options wanted, Path folder) {
    options =
        ControlOptions.defaults()
            .withLroDuration(wanted.operation())
            .withThrottlePace(wanted.pace());
    for (int i = 1; i <= wanted.resources(); i++) {
      azure.add(new SignalRResource(id(i), options.region(), Map.of(), clock));
    }
    dataPlane = SharedDataPlane.start(certificates, azure.signalr(), clock);
    azure.signalr().forEach(resource -> consumers.add(new LightConsumer(resource, folder)));
    control = ControlPlane.start(certificates, azure, new NoQueues(), clock, options);
    watcher.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Starts it.
   *
   * @param folder where the processes' files are written
   */
  public static FleetSandbox start(Options options, Path folder) {
    return new FleetSandbox(options, folder);
  }

  private String id(int number) {
    String name = String.format(Locale.ROOT, "fleet-%04d", number);
    return "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.SignalRService/SignalR/%s"
        .formatted(options.subscriptionId(), options.resourceGroup(), name);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "sandbox-fleet");
    thread.setDaemon(true);
    return thread;
  }

  private void look() {
    consumers.forEach(LightConsumer::look);
  }

  /** Azure replaces the key that this one's process uses, and cuts its client off. */
  public void breakDown(int index) {
    consumers.get(index).breakDown();
  }

  /** One of the resources, and the process that uses it. */
  public record Member(
      String id,
      String name,
      Path file,
      boolean connected,
      boolean replacedOnce,
      Optional<Duration> helpedAfter) {}

  public List<Member> members() {
    return consumers.stream()
        .map(
            each ->
                new Member(
                    each.resource().id(),
                    each.resource().name(),
                    each.file(),
                    each.connected(),
                    each.replacedOnce(),
                    each.helpedAfter()))
        .toList();
  }

  /** How often each operation was called, by whomever. */
  public Map<String, Integer> calls() {
    return azure.calls().counts();
  }

  public ControlPlane control() {
    return control;
  }

  /** For clients inside this process that are to trust the sandbox. */
  public SSLContext trust() {
    return certificates.clientContext();
  }

  public void writeAuthority(Path file) {
    certificates.writeAuthority(file);
  }

  @Override
  public void close() {
    watcher.shutdownNow();
    control.close();
    dataPlane.close();
  }
}
