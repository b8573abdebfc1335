package io.github.rekey;

import io.github.rekey.azure.Dependency;
import io.github.rekey.azure.NegotiateSight;
import io.github.rekey.azure.ReconnectProof;
import io.github.rekey.azure.ServerConnectionProof;
import io.github.rekey.rotation.ClientMeter;
import io.github.rekey.rotation.Fingerprinter;
import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.Proof;
import io.github.rekey.rotation.ReconnectGuard;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.Target;
import io.github.rekey.target.AppServiceSites;
import io.github.rekey.target.KubernetesClusters;
import io.github.rekey.target.SiteId;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The resources of rekey.yaml, each with its targets and proofs. */
final class ConfiguredFleet implements Fleet {
  private final AzureSide azure;
  private final TargetKind.Tools tools;
  private final AppProofs appProofs;
  private final Proof serverConnections;
  private final ClientMeter meter;
  private final Map<ResourceId, ManagedResource> resources = new LinkedHashMap<>();

  ConfiguredFleet(
      Configuration configuration,
      AzureSide azure,
      Fingerprinter fingerprints,
      ClientMeter meter,
      Clock clock) {
    this.azure = azure;
    this.tools =
        new TargetKind.Tools(
            azure,
            new AppServiceSites(azure.clients(), azure.guarded(Dependency.APP_SERVICE)),
            new KubernetesClusters(azure.guarded(Dependency.KUBERNETES)),
            fingerprints,
            new ReconnectGuard(meter, shares(configuration)::get, clock),
            clock);
    this.appProofs = new AppProofs(azure, fingerprints);
    this.serverConnections =
        new ServerConnectionProof(
            azure.keys(),
            azure.connectionMetrics(),
            configuration.azure().serverReconnect(),
            clock);
    this.meter = meter;
    for (ResourceSettings managed : configuration.resources()) {
      resources.put(managed.id(), resource(managed));
    }
  }

  private static Map<ResourceId, Double> shares(Configuration configuration) {
    return configuration.resources().stream()
        .collect(
            Collectors.toMap(ResourceSettings::id, ResourceSettings::clientsBack, (a, b) -> b));
  }

  @Override
  public List<ManagedResource> all() {
    return List.copyOf(resources.values());
  }

  @Override
  public Optional<ManagedResource> find(ResourceId id) {
    return Optional.ofNullable(resources.get(id));
  }

  private ManagedResource resource(ResourceSettings managed) {
    List<Target> targets =
        managed.targets().stream().map(target -> target.kind().target(tools)).toList();
    List<Proof> proofs = new ArrayList<>();
    managed.apps().forEach(app -> proofs.addAll(appProofs.of(app, consumer(app))));
    if (managed.serverConnections()) {
      proofs.add(serverConnections);
    }
    proofs.add(new ReconnectProof(meter, managed.clientsBack()));
    return new ManagedResource(managed.id(), managed.region(), targets, proofs, meter);
  }

  /** How the instances of every app and site that uses the resource are seen, each once. */
  List<NegotiateSight> sights(ResourceSettings managed) {
    Map<URI, NegotiateSight> byHub = new LinkedHashMap<>();
    managed.apps().forEach(app -> byHub.put(app.hub(), azure.sight(consumer(app))));
    managed.targets().stream()
        .flatMap(target -> target.kind().consumers(tools).stream())
        .forEach(consumer -> byHub.putIfAbsent(consumer.hub(), azure.sight(consumer)));
    return List.copyOf(byHub.values());
  }

  private TargetKind.Consumer consumer(AppSettings app) {
    SiteId site = app.site();
    Supplier<Set<String>> instances =
        site == null ? Set::of : () -> tools.sites().site(site).instances();
    return new TargetKind.Consumer(app.name(), app.hub(), instances);
  }
}
