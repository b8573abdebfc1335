package io.github.rekey.sandbox;

import java.time.Duration;

/**
 * How large and how quick the simulated Azure is.
 *
 * @param clients real SignalR clients that connect through the apps
 * @param operation how long regenerateKey runs; about half a minute in Azure
 * @param propagation how long a new key needs to reach the data plane
 * @param everything whether there is a consumer of every kind, and one that its owner forgot
 * @param retryScale pace of Event Grid's and action groups' retries; 1 is Azure's
 */
public record SandboxOptions(
    int clients, Duration operation, Duration propagation, boolean everything, double retryScale) {
  public static SandboxOptions defaults() {
    return new SandboxOptions(200, Duration.ofSeconds(1), Duration.ofMillis(500), false, 0.05);
  }

  public SandboxOptions withClients(int count) {
    return new SandboxOptions(count, operation, propagation, everything, retryScale);
  }

  public SandboxOptions withEverything(boolean wanted) {
    return new SandboxOptions(clients, operation, propagation, wanted, retryScale);
  }
}
