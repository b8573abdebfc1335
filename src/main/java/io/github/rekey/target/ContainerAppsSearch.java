package io.github.rekey.target;

import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Holder;
import io.github.rekey.rotation.HolderSearch;
import io.github.rekey.rotation.Holding;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks through the secrets of all container apps of a subscription for those whose value names a
 * SignalR endpoint, or that refer to Key Vault. An app whose secrets may not be read is told, and
 * the others are looked into all the same.
 */
public final class ContainerAppsSearch implements HolderSearch {
  private final ContainerApps apps;
  private final String subscription;

  public ContainerAppsSearch(ContainerApps apps, String subscription) {
    this.apps = apps;
    this.subscription = subscription;
  }

  @Override
  public String name() {
    return "container-apps in subscription " + subscription;
  }

  @Override
  public Found search(URI endpoint) {
    List<Holder> holders = new ArrayList<>();
    List<String> unread = new ArrayList<>();
    for (ContainerApp app : apps.in(subscription)) {
      try {
        holders.addAll(of(app, endpoint));
      } catch (CallFailed failed) {
        unread.add(failed.getMessage());
      }
    }
    return new Found(List.copyOf(holders), List.copyOf(unread));
  }

  private static List<Holder> of(ContainerApp app, URI endpoint) {
    return app.secrets().stream()
        .filter(secret -> secret.isReference() || names(secret, endpoint))
        .map(secret -> holder(app, secret))
        .toList();
  }

  private static boolean names(AppSecret secret, URI endpoint) {
    return ConnectionString.parseIfOf(endpoint, secret.value()).isPresent();
  }

  private static Holder holder(ContainerApp app, AppSecret secret) {
    Holding holding = new SecretUpdate(app, secret.name()).holding(secret);
    String entry =
        """
        - containerApp:
            id: %s
            secret: %s
        """
            .formatted(app.id().value(), secret.name());
    return new Holder(ContainerAppTarget.targetName(app.id(), secret.name()), holding, entry);
  }
}
