package io.github.rekey;

import io.github.rekey.azure.ArmLimits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which Azure, and as whom. Without a client secret the environment's credential is used (managed
 * identity, workload identity, Azure CLI).
 *
 * @param caCertificate PEM of an authority to trust in addition, for private clouds
 * @param metricGranularity at least PT1M in Azure Monitor
 * @param serverReconnect longest pause of an app between tries to open a refused server connection;
 *     60 s and a second of jitter in .NET
 * @param throttling Resource Manager's limits a subscription, where they differ from the documented
 */
public record CloudSettings(
    URI resourceManager,
    URI authority,
    @Nullable String tenantId,
    @Nullable String clientId,
    @Nullable String clientSecret,
    @Nullable Path caCertificate,
    Duration metricGranularity,
    Duration serverReconnect,
    Duration pollInterval,
    Boolean verifyVaultDomain,
    ArmLimits throttling) {
  public CloudSettings {
    resourceManager =
        Objects.requireNonNullElse(resourceManager, URI.create("https://management.azure.com"));
    authority =
        Objects.requireNonNullElse(authority, URI.create("https://login.microsoftonline.com"));
    metricGranularity = Objects.requireNonNullElse(metricGranularity, Duration.ofMinutes(1));
    serverReconnect = Objects.requireNonNullElse(serverReconnect, Duration.ofSeconds(61));
    pollInterval = Objects.requireNonNullElse(pollInterval, Duration.ofSeconds(5));
    verifyVaultDomain = Objects.requireNonNullElse(verifyVaultDomain, true);
    throttling = Objects.requireNonNullElseGet(throttling, ArmLimits::documented);
  }

  static CloudSettings standard() {
    return new CloudSettings(
        URI.create("https://management.azure.com"),
        URI.create("https://login.microsoftonline.com"),
        null,
        null,
        null,
        null,
        Duration.ofMinutes(1),
        Duration.ofSeconds(61),
        Duration.ofSeconds(5),
        true,
        ArmLimits.documented());
  }

  @Override
  public String toString() {
    return "Cloud[" + resourceManager + "]";
  }
}
