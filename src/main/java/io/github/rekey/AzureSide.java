package io.github.rekey;

import io.github.rekey.azure.ArmHealthEvents;
import io.github.rekey.azure.ArmPermissions;
import io.github.rekey.azure.ArmSignalRKeys;
import io.github.rekey.azure.AzureClients;
import io.github.rekey.azure.AzureSettings;
import io.github.rekey.azure.ConnectionMetrics;
import io.github.rekey.azure.CorrelationIds;
import io.github.rekey.azure.Dependency;
import io.github.rekey.azure.GuardSettings;
import io.github.rekey.azure.Guarded;
import io.github.rekey.azure.Guards;
import io.github.rekey.azure.MonitorClientMeter;
import io.github.rekey.azure.NegotiateSight;
import io.github.rekey.azure.Pacer;
import io.github.rekey.azure.SignedDataPlane;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.ClientMeter;
import io.github.rekey.rotation.DataPlane;
import io.github.rekey.rotation.SignalRKeys;
import io.github.rekey.triage.Caller;
import io.github.rekey.triage.OwnIdentity;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/** Everything of ours that speaks to Azure, wired once. */
final class AzureSide {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);
  private static final String API_VERSION = "2024-03-01";
  private static final OwnIdentity UNKNOWN = new OwnIdentity(null, null);

  private final AzureClients clients;
  private final CorrelationIds correlations;
  private final Pacer pacer;
  private final Guards guards;
  private final Clock clock;
  private final SignalRKeys keys;
  private volatile OwnIdentity self = UNKNOWN;

  AzureSide(CloudSettings cloud, CorrelationIds correlations, MeterRegistry meters, Clock clock) {
    this.pacer = new Pacer(cloud.throttling(), meters, clock);
    this.clients = new AzureClients(settings(cloud), correlations, pacer);
    this.correlations = correlations;
    this.guards = new Guards(GuardSettings.defaults(), meters);
    this.clock = clock;
    this.keys = new ArmSignalRKeys(clients, guarded(Dependency.ARM));
  }

  private static AzureSettings settings(CloudSettings cloud) {
    boolean global = AzureSettings.Cloud.global().authorityHost().equals(cloud.authority());
    return new AzureSettings(
        new AzureSettings.Cloud(
            cloud.resourceManager(),
            cloud.authority(),
            scope(cloud.resourceManager()),
            global,
            cloud.verifyVaultDomain()),
        new AzureSettings.Identity(cloud.tenantId(), cloud.clientId(), cloud.clientSecret()),
        cloud.caCertificate(),
        cloud.pollInterval(),
        CALL_TIMEOUT,
        cloud.metricGranularity(),
        API_VERSION);
  }

  private static String scope(URI resourceManager) {
    return resourceManager.toString().replaceAll("/+$", "") + "/.default";
  }

  AzureClients clients() {
    return clients;
  }

  Guarded guarded(Dependency dependency) {
    return guards.of(dependency);
  }

  Pacer pacer() {
    return pacer;
  }

  SignalRKeys keys() {
    return keys;
  }

  DataPlane dataPlane() {
    return new SignedDataPlane(clients.plainHttp(), guarded(Dependency.DATA_PLANE), clock);
  }

  ClientMeter meter() {
    return new MonitorClientMeter(connectionMetrics(), clock);
  }

  ConnectionMetrics connectionMetrics() {
    return new ConnectionMetrics(clients, guarded(Dependency.MONITOR));
  }

  /** How the instances of an app are seen. */
  NegotiateSight sight(TargetKind.Consumer app) {
    return new NegotiateSight(
        app.name(), app.hub(), app.instances(), clients.plainHttp(), guarded(Dependency.APPS));
  }

  ArmHealthEvents healthEvents() {
    return new ArmHealthEvents(clients, guarded(Dependency.ARM));
  }

  ArmPermissions permissions() {
    return new ArmPermissions(clients, guarded(Dependency.ARM));
  }

  /** Whether Rekey made a call, by its correlation id, its principal or its application. */
  boolean made(Caller caller) {
    String id = caller.correlationId();
    return (id != null && correlations.made(id)) || self().made(caller);
  }

  /** Who Rekey is to Azure; asked for until Azure tells, then remembered. */
  OwnIdentity self() {
    if (self.equals(UNKNOWN)) {
      self =
          clients
              .ownIdentity(guarded(Dependency.ARM))
              .map(own -> new OwnIdentity(own.principalId(), own.applicationId()))
              .orElseThrow(
                  () ->
                      new CallFailed(
                          CallFailed.Kind.REFUSED,
                          "Rekey's token names no principal; its own calls could not be told apart",
                          false,
                          null,
                          null));
    }
    return self;
  }
}
