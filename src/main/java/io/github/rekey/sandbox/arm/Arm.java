package io.github.rekey.sandbox.arm;

import io.github.rekey.sandbox.eventgrid.EventGrid;
import io.github.rekey.sandbox.http.Front;
import io.github.rekey.sandbox.identity.Tokens;
import io.github.rekey.sandbox.tls.Certificates;
import io.github.rekey.sandbox.tls.HttpsFace;
import io.github.rekey.sandbox.world.Azure;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/** The simulated Resource Manager, running. */
public final class Arm implements AutoCloseable {
  /**
   * How it behaves.
   *
   * @param lroDuration how long an operation runs; in Azure about half a minute
   * @param propagation how long after its operation a new key takes effect (assumption: 0)
   * @param throttled whether Azure's request limits hold
   * @param throttlePace of their refill; 1 is Azure's
   */
  public record Options(
      String subscriptionId,
      String region,
      Duration lroDuration,
      Duration propagation,
      boolean throttled,
      double throttlePace) {}

  private final HttpsFace face;

  private Arm(HttpsFace face) {
    this.face = face;
  }

  /**
   * Opens a simulated Resource Manager.
   *
   * @param more adds other providers' operations, e.g. metrics
   */
  public static Arm start(
      Certificates certificates,
      Azure azure,
      Tokens tokens,
      EventGrid events,
      Clock clock,
      ScheduledExecutorService scheduler,
      Options options,
      Consumer<ArmRoutes> more) {
    CompletableFuture<URI> base = new CompletableFuture<>();
    ArmRoutes routes = new ArmRoutes();
    Operations operations = new Operations(clock);
    Duration lro = options.lroDuration();
    new SignalRRoutes(azure, operations, base::join, lro).addTo(routes);
    new RegenerateKey(azure, operations, base::join, lro, options.propagation()).addTo(routes);
    new SiteRoutes(azure, options.region()).addTo(routes);
    new ContainerAppRoutes(
            azure, operations, base::join, lro, new ContainerAppDocument(options.region()))
        .addTo(routes);
    new SubscriptionRoutes(azure, options.subscriptionId(), tokens.tenant().id()).addTo(routes);
    more.accept(routes);
    Throttle throttle =
        new Throttle(clock, azure.faults(), options.throttled(), options.throttlePace());
    ActivityLog activities = new ActivityLog(events, clock, scheduler);
    HttpsFace face =
        Front.open(certificates, new ArmFace(routes, azure, tokens, throttle, activities));
    base.complete(face.url());
    return new Arm(face);
  }

  public URI url() {
    return face.url();
  }

  @Override
  public void close() {
    face.close();
  }
}
