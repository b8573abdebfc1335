package io.github.rekey.azure;

import io.github.rekey.azure.AzureSettings.Identity;
import io.github.rekey.sandbox.control.RunningPlane;
import io.github.rekey.sandbox.identity.Tenant;
import io.github.rekey.sandbox.tls.Certificates;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** Azure's real clients, and their guards, on faces of the sandbox. */
public final class OnSandbox {
  private final AzureClients clients;
  private final Guards guards = new Guards(GuardSettings.defaults(), new SimpleMeterRegistry());

  public OnSandbox(RunningPlane running) {
    this(
        running.certificates(),
        running.plane().armUrl(),
        running.plane().authorityUrl(),
        running.plane().options().tenant());
  }

  /**
   * @param arm any face, where Resource Manager is not asked
   */
  public OnSandbox(Certificates certificates, URI arm, URI authority, Tenant tenant) {
    Identity identity = new Identity(tenant.id(), tenant.clientId(), tenant.clientSecret());
    this.clients =
        new AzureClients(
            settings(certificates, arm, authority, identity, Duration.ofSeconds(10)),
            new CorrelationIds(new byte[32]),
            new Pacer(ArmLimits.documented(), new SimpleMeterRegistry(), Clock.systemUTC()));
  }

  public AzureClients clients() {
    return clients;
  }

  public Guarded guarded(Dependency dependency) {
    return guards.of(dependency);
  }

  static AzureSettings settings(
      Certificates certificates, URI arm, URI authority, Identity identity, Duration callTimeout) {
    return new AzureSettings(
        new AzureSettings.Cloud(
            arm, authority, "https://management.azure.com/.default", false, false),
        identity,
        authorityFile(certificates),
        Duration.ofMillis(20),
        callTimeout,
        Duration.ofMinutes(1),
        "2024-03-01");
  }

  /** A PEM file that lasts as long as the JVM. */
  public static Path authorityFile(Certificates certificates) {
    try {
      Path file = Files.createTempFile("rekey-ca", ".pem");
      file.toFile().deleteOnExit();
      certificates.writeAuthority(file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
