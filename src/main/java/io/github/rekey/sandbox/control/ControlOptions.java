package io.github.rekey.sandbox.control;

import io.github.rekey.sandbox.identity.Tenant;
import java.time.Duration;

/**
 * How the simulated control plane behaves.
 *
 * @param subscriptionId that everything belongs to
 * @param resourceGroup of the vaults
 * @param region of the sites, as ARM writes it, e.g. eastus
 * @param lroDuration how long regenerateKey and other operations run; in Azure about half a minute
 * @param propagation how long after its operation a new key takes effect (assumption: 0)
 * @param throttled whether ARM's request limits hold
 * @param throttlePace of their refill; 1 is Azure's
 * @param timeScale pace of Event Grid's and action groups' retries; 1 is Azure's
 */
public record ControlOptions(
    String subscriptionId,
    String resourceGroup,
    String region,
    Tenant tenant,
    Duration lroDuration,
    Duration propagation,
    boolean throttled,
    double throttlePace,
    double timeScale) {
  /** Operations take a second, retries a tenth of Azure's time. */
  public static ControlOptions defaults() {
    return new ControlOptions(
        "5a4d0b0e-5a4d-4b0e-8000-000000000001",
        "rekey-sandbox",
        "eastus",
        new Tenant(
            "7e4a4a17-7e4a-4a17-8000-000000000002",
            "c11e4717-c11e-4717-8000-000000000003",
            "sandbox-client-secret",
            "0b1ec717-0b1e-4717-8000-000000000004"),
        Duration.ofSeconds(1),
        Duration.ZERO,
        true,
        1,
        0.1);
  }

  public ControlOptions withLroDuration(Duration other) {
    return new ControlOptions(
        subscriptionId,
        resourceGroup,
        region,
        tenant,
        other,
        propagation,
        throttled,
        throttlePace,
        timeScale);
  }

  public ControlOptions withPropagation(Duration other) {
    return new ControlOptions(
        subscriptionId,
        resourceGroup,
        region,
        tenant,
        lroDuration,
        other,
        throttled,
        throttlePace,
        timeScale);
  }

  public ControlOptions withThrottling(boolean other) {
    return new ControlOptions(
        subscriptionId,
        resourceGroup,
        region,
        tenant,
        lroDuration,
        propagation,
        other,
        throttlePace,
        timeScale);
  }

  public ControlOptions withTimeScale(double other) {
    return new ControlOptions(
        subscriptionId,
        resourceGroup,
        region,
        tenant,
        lroDuration,
        propagation,
        throttled,
        throttlePace,
        other);
  }

  public ControlOptions withThrottlePace(double other) {
    return new ControlOptions(
        subscriptionId,
        resourceGroup,
        region,
        tenant,
        lroDuration,
        propagation,
        throttled,
        other,
        timeScale);
  }
}
