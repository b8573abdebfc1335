package io.github.rekey;

import io.github.rekey.azure.AzureClients;
import io.github.rekey.azure.Dependency;
import io.github.rekey.rotation.HolderSearch;
import io.github.rekey.target.AppConfigurationSearch;
import io.github.rekey.target.AppConfigurationStore;
import io.github.rekey.target.AppServiceSearch;
import io.github.rekey.target.ContainerApps;
import io.github.rekey.target.ContainerAppsSearch;
import io.github.rekey.target.KeyVaultSearch;
import io.github.rekey.target.KubernetesClusters;
import io.github.rekey.target.KubernetesSearch;
import java.util.List;
import java.util.stream.Stream;

/** The searches for holders that the configuration asks for: every kind of them is made here. */
final class Searches {
  private final AzureSide azure;
  private final AzureClients clients;

  private Searches(AzureSide azure) {
    this.azure = azure;
    this.clients = azure.clients();
  }

  static List<HolderSearch> of(ScanSettings scan, AzureSide azure) {
    Searches searches = new Searches(azure);
    KubernetesClusters clusters = new KubernetesClusters(azure.guarded(Dependency.KUBERNETES));
    return Stream.of(
            scan.subscriptions().stream().flatMap(searches::subscription),
            scan.vaults().stream().map(searches::vault),
            scan.configurationStores().stream().map(searches::store),
            scan.kubernetes().stream().map(cluster -> cluster(clusters, cluster)))
        .<HolderSearch>flatMap(some -> some)
        .toList();
  }

  private Stream<HolderSearch> subscription(String id) {
    ContainerApps containerApps =
        new ContainerApps(clients, azure.guarded(Dependency.CONTAINER_APPS));
    return Stream.of(
        new AppServiceSearch(clients, azure.guarded(Dependency.APP_SERVICE), id),
        new ContainerAppsSearch(containerApps, id));
  }

  private HolderSearch vault(ScanSettings.Named vault) {
    return new KeyVaultSearch(
        clients, azure.guarded(Dependency.KEY_VAULT), vault.url(), vault.name());
  }

  private HolderSearch store(ScanSettings.Named store) {
    return new AppConfigurationSearch(
        new AppConfigurationStore(
            store.name(),
            clients.configuration(store.url()),
            azure.guarded(Dependency.APP_CONFIGURATION)));
  }

  private static HolderSearch cluster(KubernetesClusters clusters, ScanSettings.Cluster cluster) {
    return new KubernetesSearch(
        clusters,
        new KubernetesClusters.Access(cluster.kubeconfig(), cluster.context()),
        cluster.namespaces());
  }
}
