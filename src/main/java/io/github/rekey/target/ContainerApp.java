package io.github.rekey.target;

import com.azure.resourcemanager.appcontainers.fluent.ContainerAppsApiClient;
import com.azure.resourcemanager.appcontainers.fluent.models.ContainerAppInner;
import com.azure.resourcemanager.appcontainers.models.Configuration;
import com.azure.resourcemanager.appcontainers.models.ContainerAppProvisioningState;
import io.github.rekey.azure.Call;
import io.github.rekey.azure.Guarded;
import io.github.rekey.azure.Right;
import java.util.Comparator;
import java.util.List;

/**
 * One container app in ARM: its secrets and its active revisions. A thin, guarded layer over the
 * SDK's client; the rights are spelled as in Azure's list of operations (Azure docs, permissions of
 * Microsoft.App).
 */
public final class ContainerApp {
  private static final Right READ =
      Right.control("Microsoft.App/containerApps/read", "see whether an update is under way");
  private static final Right LIST_SECRETS =
      Right.control("Microsoft.App/containerApps/listSecrets/action", "see which key is stored");
  private static final Right WRITE =
      Right.control("Microsoft.App/containerApps/write", "store the new key in a secret");
  private static final Right REVISIONS =
      Right.control("Microsoft.App/containerApps/revisions/read", "find the active revisions");
  private static final Right RESTART =
      Right.control(
          "Microsoft.App/containerApps/revisions/restart/action",
          "make a revision load the new key");

  /** What Rekey needs on each container app whose secret it writes. */
  public static final List<Right> RIGHTS = List.of(READ, LIST_SECRETS, WRITE, REVISIONS, RESTART);

  /** What finding the container apps that hold a key needs. */
  public static final List<Right> SEARCH_RIGHTS = List.of(READ, LIST_SECRETS);

  private final ContainerAppId id;
  private final ContainerAppsApiClient client;
  private final Guarded containerApps;

  ContainerApp(ContainerAppId id, ContainerAppsApiClient client, Guarded containerApps) {
    this.id = id;
    this.client = client;
    this.containerApps = containerApps;
  }

  static Call listing(String subscription) {
    return Call.read("list", "container apps in subscription " + subscription, READ.toString());
  }

  ContainerAppId id() {
    return id;
  }

  /** True while an update of the app is under way: Azure takes no other one meanwhile. */
  boolean busy() {
    Call call = Call.read("read", subject(), READ.toString());
    ContainerAppInner app =
        containerApps.read(
            call, () -> client.getContainerApps().getByResourceGroup(id.resourceGroup(), id.app()));
    return ContainerAppProvisioningState.IN_PROGRESS.equals(app.provisioningState())
        || ContainerAppProvisioningState.DELETING.equals(app.provisioningState());
  }

  /** All secrets with their values, which no other call shows. */
  List<AppSecret> secrets() {
    Call call = Call.read("list secrets", subject(), LIST_SECRETS.toString());
    return containerApps.read(
        call,
        () ->
            client.getContainerApps().listSecrets(id.resourceGroup(), id.app()).value().stream()
                .map(AppSecret::of)
                .toList());
  }

  /**
   * Starts an update, a JSON Merge Patch (Azure REST API, Container Apps - Update) in which a list
   * stands for the whole: a secret that is not in it is gone. Returns once Azure has taken it;
   * {@link #busy()} tells when it is done.
   */
  void replaceSecrets(List<AppSecret> all) {
    Call call = Call.write("write secrets", subject(), WRITE.toString());
    ContainerAppInner patch =
        new ContainerAppInner()
            .withConfiguration(
                new Configuration().withSecrets(all.stream().map(AppSecret::sent).toList()));
    containerApps.run(
        call, () -> client.getContainerApps().beginUpdate(id.resourceGroup(), id.app(), patch));
  }

  /**
   * Those that may run, by name; in single-revision mode one, or two while one replaces another.
   */
  List<ActiveRevision> revisions() {
    Call call = Call.read("list revisions", subject(), REVISIONS.toString());
    return containerApps.read(
        call,
        () ->
            client.getContainerAppsRevisions().listRevisions(id.resourceGroup(), id.app()).stream()
                .filter(revision -> Boolean.TRUE.equals(revision.active()))
                .map(ActiveRevision::of)
                .sorted(Comparator.comparing(ActiveRevision::name))
                .toList());
  }

  void restart(String revision) {
    Call call = Call.write("restart", "revision " + revision, RESTART.toString());
    containerApps.run(
        call,
        () ->
            client
                .getContainerAppsRevisions()
                .restartRevision(id.resourceGroup(), id.app(), revision));
  }

  private String subject() {
    return "container app " + id;
  }
}
