package io.github.rekey.cli;

import io.github.rekey.Configuration;
import io.github.rekey.ConfigurationFile;
import io.github.rekey.sandbox.Description;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the rekey.yaml that points Rekey at a sandbox: the same file that a user would write. */
final class SandboxConfiguration {
  private final Description sandbox;
  private final SandboxConsumers consumers;
  private final Path folder;
  private final boolean queue;

  SandboxConfiguration(Description sandbox, Path folder) {
    this(sandbox, folder, true);
  }

  private SandboxConfiguration(Description sandbox, Path folder, boolean queue) {
    this.queue = queue;
    this.sandbox = sandbox;
    this.consumers = new SandboxConsumers(sandbox);
    this.folder = folder.toAbsolutePath();
  }

  /** Of another installation for the same resource; the queue is the first one's alone. */
  SandboxConfiguration beside() {
    return new SandboxConfiguration(sandbox, folder.resolve("beside"), false);
  }

  /** The application that every Rekey on this sandbox is, to Azure. */
  String clientId() {
    return sandbox.text("clientId");
  }

  /** Its secrets stay out of it: they come from the environment that is given here. */
  Configuration read(int port) {
    return new ConfigurationFile(environment()).read(write(port));
  }

  Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>(consumers.environment());
    environment.put("SANDBOX_CLIENT_SECRET", sandbox.text("clientSecret"));
    environment.put("SANDBOX_SERVICE_BUS", sandbox.text("serviceBus"));
    return environment;
  }

  /** Adds entries that a scan printed. */
  void list(List<String> entries) {
    consumers.list(entries);
  }

  Path write(int port) {
    try {
      Files.createDirectories(folder);
      return Files.writeString(folder.resolve("rekey.yaml"), yaml(port));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the configuration to " + folder, e);
    }
  }

  private String yaml(int port) {
    return """
        server: {host: 127.0.0.1, port: %d}
        store:
          url: jdbc:h2:file:%s
          fingerprintSecret: %s
        azure:
          resourceManager: %s
          authority: %s
          tenantId: %s
          clientId: %s
          clientSecret: ${SANDBOX_CLIENT_SECRET}
          caCertificate: %s
          verifyVaultDomain: false
          metricGranularity: PT2S   # the sandbox measures finer than Azure's PT1M
          serverReconnect: PT3S     # and its apps try again sooner than .NET's
          pollInterval: PT0.5S
        intake:
        %s  webhooks:
            entra: {tenantId: %s, audiences: ["api://rekey"], keysUrl: "%s"}
        policy: {failuresExpectedAfter: PT15S}   # the sandbox's alerts are not late
        timing: {settle: PT3S, look: PT0.5S}
        %sresources:
          - id: %s
            region: %s
            targets:
              - keyVaultSecret: {vault: "%s", name: %s, secret: %s, id: %s}
        %s    apps:
        %s"""
        .formatted(
            port,
            folder.resolve("rekey"),
            folder.resolve("fingerprint.secret"),
            sandbox.text("arm"),
            sandbox.text("authority"),
            sandbox.text("tenantId"),
            sandbox.text("clientId"),
            sandbox.text("caCertificate"),
            queue(),
            sandbox.text("tenantId"),
            sandbox.text("tokenKeys"),
            consumers.scan(),
            first("resourceIds"),
            sandbox.text("region"),
            sandbox.text("keyVault"),
            sandbox.text("keyVaultName"),
            first("secrets"),
            vaultId(),
            targets() + consumers.targets(),
            apps() + consumers.apps());
  }

  private String queue() {
    return queue
        ? "  queue: {name: %s, connectionString: \"${SANDBOX_SERVICE_BUS}\"}%n"
            .formatted(sandbox.text("queue"))
        : "";
  }

  private String vaultId() {
    return "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.KeyVault/vaults/%s"
        .formatted(
            sandbox.text("subscriptionId"),
            sandbox.text("resourceGroup"),
            sandbox.text("keyVaultName"));
  }

  private String targets() {
    StringBuilder yaml = new StringBuilder();
    for (int i = 0; i < list("sites").size(); i++) {
      yaml.append(
          "      - appService: {sites: [{id: \"%s\", hub: \"%s\"}], restartGrace: PT6S,"
                  .formatted(list("sites").get(i), list("apps").get(i))
              + " restartAgain: PT6S}\n");
    }
    return yaml.toString();
  }

  private String apps() {
    StringBuilder yaml = new StringBuilder();
    for (int i = 0; i < list("sites").size(); i++) {
      String site = String.valueOf(list("sites").get(i));
      yaml.append(
          "      - {name: %s, hub: \"%s\", site: \"%s\"}%n"
              .formatted(site.substring(site.lastIndexOf('/') + 1), list("apps").get(i), site));
    }
    return yaml.toString();
  }

  private Object first(String key) {
    return list(key).get(0);
  }

  private List<?> list(String key) {
    return (List<?>) sandbox.values().getOrDefault(key, List.of());
  }
}
