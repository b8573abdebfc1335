package io.github.rekey.target;

import com.azure.resourcemanager.appcontainers.ContainerAppsApiManager;
import com.azure.resourcemanager.appcontainers.fluent.ContainerAppsApiClient;
import io.github.rekey.azure.AzureClients;
import io.github.rekey.azure.Guarded;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes {@link ContainerApp}s, named or found; one SDK client a subscription. */
public final class ContainerApps {
  private final AzureClients clients;
  private final Guarded containerApps;
  private final Map<String, ContainerAppsApiClient> bySubscription = new ConcurrentHashMap<>();

  public ContainerApps(AzureClients clients, Guarded containerApps) {
    this.clients = clients;
    this.containerApps = containerApps;
  }

  public ContainerApp app(ContainerAppId id) {
    return new ContainerApp(id, client(id.subscription()), containerApps);
  }

  /** All of a subscription. */
  List<ContainerApp> in(String subscription) {
    return containerApps.read(
        ContainerApp.listing(subscription),
        () ->
            client(subscription).getContainerApps().list().stream()
                .map(found -> app(ContainerAppId.parse(found.id())))
                .toList());
  }

  private ContainerAppsApiClient client(String subscription) {
    return bySubscription.computeIfAbsent(
        subscription,
        s ->
            ContainerAppsApiManager.authenticate(clients.arm(), clients.profile(s))
                .serviceClient());
  }
}
