package io.github.rekey.cli;

import io.github.rekey.Configuration;
import io.github.rekey.ConfigurationFile;
import io.github.rekey.sandbox.control.ControlPlane;
import io.github.rekey.sandbox.fleet.FleetSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the rekey.yaml for a fleet: every resource with its file, and the drill's limits. */
final class FleetConfiguration {
  private final FleetSandbox sandbox;
  private final double pace;
  private final Path folder;

  FleetConfiguration(FleetSandbox sandbox, double pace, Path folder) {
    this.sandbox = sandbox;
    this.pace = pace;
    this.folder = folder.toAbsolutePath();
  }

  Configuration read() {
    sandbox.writeAuthority(folder.resolve("ca.pem"));
    String secret = sandbox.control().options().tenant().clientSecret();
    try {
      Path file = Files.writeString(folder.resolve("rekey.yaml"), yaml());
      return new ConfigurationFile(Map.of("SANDBOX_CLIENT_SECRET", secret)).read(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the configuration to " + folder, e);
    }
  }

  private String yaml() {
    ControlPlane control = sandbox.control();
    return String.format(
        Locale.ROOT,
        """
        server: {host: 127.0.0.1, port: 0}
        store: {url: "jdbc:h2:file:%1$s/rekey", fingerprintSecret: %1$s/fingerprint.secret}
        azure:
          resourceManager: %2$s
          authority: %3$s
          tenantId: %4$s
          clientId: %5$s
          clientSecret: ${SANDBOX_CLIENT_SECRET}
          caCertificate: %1$s/ca.pem
          metricGranularity: PT2S
          pollInterval: PT0.5S
          throttling:   # the sandbox's limits, refilled faster than Azure's
            reads: {bucket: 250, perSecond: %6$.1f}
            writes: {bucket: 200, perSecond: %7$.1f}
        intake:
          webhooks:
            entra: {tenantId: %4$s, audiences: ["api://rekey"], keysUrl: "%8$s"}
        policy: {rotationsAtOnce: %9$d, shareAtOnce: 1.0}
        timing: {settle: PT3S}
        resources:
        %10$s
        """,
        folder,
        control.armUrl(),
        control.authorityUrl(),
        control.options().tenant().id(),
        control.options().tenant().clientId(),
        25 * pace,
        10 * pace,
        control.jwksUrl(),
        sandbox.members().size(),
        resources());
  }

  private String resources() {
    String region = sandbox.control().options().region();
    return sandbox.members().stream()
        .map(
            member ->
                "  - {id: %s, region: %s, serverConnections: false, targets: [file: {path: %s, grace: PT1S}]}"
                    .formatted(member.id(), region, member.file().toAbsolutePath()))
        .collect(Collectors.joining("\n"));
  }
}
