package io.github.rekey;

import io.github.rekey.azure.ArmHealthEvents;
import io.github.rekey.azure.ArmPermissions;
import io.github.rekey.azure.ArmSignalRKeys;
import io.github.rekey.azure.ConnectionMetrics;
import io.github.rekey.azure.Right;
import io.github.rekey.target.AppConfigurationStore;
import io.github.rekey.target.AppServiceSearch;
import io.github.rekey.target.AppServiceSite;
import io.github.rekey.target.ContainerApp;
import io.github.rekey.target.ContainerAppId;
import io.github.rekey.target.EventGridTopic;
import io.github.rekey.target.KeyVaultSearch;
import io.github.rekey.target.KubernetesRule;
import io.github.rekey.target.KubernetesSecrets;
import io.github.rekey.target.SiteId;
import io.github.rekey.target.VaultSecret;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What Rekey's identity must be allowed to do in one place.
 *
 * @param on a short name of the place
 * @param scope its ARM id; empty for a vault, store or topic whose id is not configured, and for a
 *     cluster
 * @param rules what a cluster's Role must allow; empty for a place in Azure
 */
public record NeededRights(
    String on, String scope, List<Right> rights, List<KubernetesRule> rules) {
  private static final List<Right> ON_SIGNALR =
      joined(ArmSignalRKeys.RIGHTS, ConnectionMetrics.RIGHTS, ArmPermissions.RIGHTS);
  static final List<Right> ON_VAULT = joined(VaultSecret.RIGHTS, ArmPermissions.RIGHTS);
  static final List<Right> ON_TOPIC = joined(EventGridTopic.RIGHTS, ArmPermissions.RIGHTS);

  static final List<Right> ON_STORE = joined(AppConfigurationStore.RIGHTS, ArmPermissions.RIGHTS);

  /** Every right that any configuration can need. */
  public static final List<Right> ALL =
      joined(
          ON_SIGNALR,
          ArmHealthEvents.RIGHTS,
          AppServiceSite.RIGHTS,
          AppServiceSite.SLOT_RIGHTS,
          AppServiceSite.SWAP_RIGHTS,
          AppServiceSearch.RIGHTS,
          ContainerApp.RIGHTS,
          ON_VAULT,
          KeyVaultSearch.RIGHTS,
          ON_STORE,
          ON_TOPIC);

  NeededRights(String on, String scope, List<Right> rights) {
    this(on, scope, rights, List.of());
  }

  static NeededRights cluster(String on, List<KubernetesRule> rules) {
    return new NeededRights(on, "", List.of(), rules);
  }

  /** Of all that the configuration lists, each place once. */
  public static List<NeededRights> of(Configuration configuration) {
    Map<String, NeededRights> places = new LinkedHashMap<>();
    for (ResourceSettings managed : configuration.resources()) {
      of(managed).forEach(place -> places.merge(place.on(), place, NeededRights::and));
    }
    if (configuration.watch().asksForHealth()) {
      configuration.resources().stream()
          .map(managed -> listening(managed.id().subscription()))
          .forEach(place -> places.merge(place.on(), place, NeededRights::and));
    }
    searching(configuration.scan())
        .forEach(place -> places.merge(place.on(), place, NeededRights::and));
    return List.copyOf(places.values());
  }

  /** What looking through everything that is named for a scan needs. */
  private static Stream<NeededRights> searching(ScanSettings scan) {
    return Stream.of(
            scan.subscriptions().stream().map(NeededRights::subscription),
            scan.vaults().stream()
                .map(v -> new NeededRights("vault " + v.name(), "", KeyVaultSearch.RIGHTS)),
            scan.configurationStores().stream()
                .map(s -> new NeededRights("store " + s.name(), "", AppConfigurationStore.SEARCH)),
            scan.kubernetes().stream().map(NeededRights::cluster))
        .flatMap(some -> some);
  }

  private static NeededRights listening(String subscription) {
    return new NeededRights(
        "subscription " + subscription,
        "/subscriptions/" + subscription,
        joined(ArmHealthEvents.RIGHTS, ArmPermissions.RIGHTS));
  }

  private static NeededRights subscription(String id) {
    return new NeededRights(
        "subscription " + id,
        "/subscriptions/" + id,
        joined(AppServiceSearch.RIGHTS, ContainerApp.SEARCH_RIGHTS, ArmPermissions.RIGHTS));
  }

  private static NeededRights cluster(ScanSettings.Cluster scanned) {
    List<String> namespaces = scanned.namespaces().isEmpty() ? List.of("") : scanned.namespaces();
    return cluster(
        "Kubernetes secrets" + (scanned.context() == null ? "" : " of " + scanned.context()),
        namespaces.stream().map(KubernetesSecrets::searchRule).toList());
  }

  static List<NeededRights> of(ResourceSettings managed) {
    NeededRights signalr =
        new NeededRights("SignalR " + managed.id().name(), managed.id().value(), ON_SIGNALR);
    Stream<NeededRights> targets =
        managed.targets().stream().flatMap(target -> target.kind().rights().stream());
    Stream<NeededRights> apps =
        managed.apps().stream()
            .map(AppSettings::site)
            .filter(Objects::nonNull)
            .map(site -> site(site, AppServiceSite.rightsToSee(site)));
    Map<String, NeededRights> places = new LinkedHashMap<>();
    Stream.of(Stream.of(signalr), targets, apps)
        .flatMap(some -> some)
        .forEach(place -> places.merge(place.on(), place, NeededRights::and));
    return List.copyOf(places.values());
  }

  /** What writing the values of a site or slot needs, there and on the site of the slot. */
  static List<NeededRights> writing(SiteId site) {
    return List.of(
        site(site, AppServiceSite.rights(site)),
        site(site.production(), AppServiceSite.SWAP_RIGHTS));
  }

  static NeededRights site(SiteId site, List<Right> rights) {
    return new NeededRights("site " + site, site.value(), joined(rights, ArmPermissions.RIGHTS));
  }

  static NeededRights containerApp(ContainerAppId app) {
    return new NeededRights(
        "container app " + app, app.value(), joined(ContainerApp.RIGHTS, ArmPermissions.RIGHTS));
  }

  private NeededRights and(NeededRights more) {
    return new NeededRights(
        on,
        scope.isEmpty() ? more.scope : scope,
        joined(rights, more.rights),
        joined(rules, more.rules));
  }

  @SafeVarargs
  private static <T> List<T> joined(List<T>... some) {
    LinkedHashSet<T> all = new LinkedHashSet<>();
    for (List<T> each : some) {
      all.addAll(each);
    }
    return List.copyOf(all);
  }
}
