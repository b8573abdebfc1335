package io.github.rekey.azure;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How Rekey reaches Azure.
 *
 * @param caCertificate PEM file of an authority to trust besides the JDK's own, for private clouds
 * @param pollInterval pause between looks at a long-running operation where Azure names none
 * @param callTimeout longest wait for a connection, and for an answer
 * @param metricsGranularity width of a metric's time bucket; Azure's finest for SignalR is PT1M
 * @param apiVersion of Microsoft.SignalRService; 2024-03-01 is the newest stable one in
 *     Azure/azure-rest-api-specs that was read
 */
public record AzureSettings(
    Cloud cloud,
    Identity identity,
    @Nullable Path caCertificate,
    Duration pollInterval,
    Duration callTimeout,
    Duration metricsGranularity,
    String apiVersion) {

  /**
   * Which Azure.
   *
   * @param armEndpoint Azure Resource Manager's base URL
   * @param authorityHost Microsoft Entra's base URL
   * @param armScope scope of the tokens for Azure Resource Manager, ending in {@code /.default}
   * @param instanceDiscovery false where the authority is not one that Entra's discovery knows
   * @param challengeVerification false where vaults are outside Azure's domains, so that the
   *     resource that a vault's challenge names does not match its host
   */
  public record Cloud(
      URI armEndpoint,
      URI authorityHost,
      String armScope,
      boolean instanceDiscovery,
      boolean challengeVerification) {
    public static Cloud global() {
      return new Cloud(
          URI.create("https://management.azure.com"),
          URI.create("https://login.microsoftonline.com"),
          "https://management.azure.com/.default",
          true,
          true);
    }
  }

  /**
   * Who Rekey is. With a secret: that application. Without: whatever DefaultAzureCredential finds
   * (workload identity, managed identity, a developer's login); the client id then names a
   * user-assigned identity.
   */
  public record Identity(
      @Nullable String tenantId, @Nullable String clientId, @Nullable String clientSecret) {
    public static Identity ofTheHost() {
      return new Identity(null, null, null);
    }

    @Override
    public String toString() {
      return "Identity(tenant "
          + tenantId
          + ", client "
          + clientId
          + (clientSecret == null ? ", no secret)" : ", secret hidden)");
    }
  }

  /** The public cloud with the host's own identity. */
  public static AzureSettings defaults() {
    return new AzureSettings(
        Cloud.global(),
        Identity.ofTheHost(),
        null,
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        "2024-03-01");
  }
}
