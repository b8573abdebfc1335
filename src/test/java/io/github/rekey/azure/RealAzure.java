package io.github.rekey.azure;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The Azure, and the places in it, that an operator names for the contract suites in variables
 * {@code REKEY_AZURE_...}; docs/targets/README.md lists them.
 */
public final class RealAzure {
  private static final String PREFIX = "REKEY_AZURE_";
  private final Map<String, String> variables;
  private final AzureClients clients;
  private final Guards guards = new Guards(GuardSettings.defaults(), new SimpleMeterRegistry());

  /**
   * @param variables the process's environment, or one like it
   */
  public RealAzure(Map<String, String> variables) {
    this.variables = variables;
    this.clients =
        new AzureClients(
            settings(),
            new CorrelationIds(new byte[32]),
            new Pacer(ArmLimits.documented(), new SimpleMeterRegistry(), Clock.systemUTC()));
  }

  public AzureClients clients() {
    return clients;
  }

  public Guarded guarded(Dependency dependency) {
    return guards.of(dependency);
  }

  /** The variable without its prefix; empty if it is not set. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(variables.get(PREFIX + name)).filter(value -> !value.isBlank());
  }

  /**
   * @throws IllegalStateException if it is not set
   */
  public String get(String name) {
    return find(name).orElseThrow(() -> new IllegalStateException("set " + PREFIX + name));
  }

  /** Between two looks at something that Azure is busy with. */
  public Duration pause() {
    return find("PAUSE").map(Duration::parse).orElse(Duration.ofSeconds(2));
  }

  /** Those of the public cloud, unless a variable says otherwise. */
  private AzureSettings settings() {
    AzureSettings usual = AzureSettings.defaults();
    return new AzureSettings(
        find("AUTHORITY").isPresent() ? otherCloud() : usual.cloud(),
        new AzureSettings.Identity(
            find("TENANT").orElse(null),
            find("CLIENT_ID").orElse(null),
            find("CLIENT_SECRET").orElse(null)),
        find("CA").map(Path::of).orElse(null),
        usual.pollInterval(),
        usual.callTimeout(),
        usual.metricsGranularity(),
        usual.apiVersion());
  }

  private AzureSettings.Cloud otherCloud() {
    return new AzureSettings.Cloud(
        URI.create(get("ARM")),
        URI.create(get("AUTHORITY")),
        find("ARM_SCOPE").orElse(AzureSettings.Cloud.global().armScope()),
        false,
        false);
  }
}
