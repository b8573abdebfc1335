package io.github.rekey.target;

import io.github.rekey.azure.Dependency;
import io.github.rekey.rotation.Target;
import io.github.rekey.rotation.WaveGate;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;

/**
 * On the secret REKEY_AZURE_CONTAINER_APP_SECRET of the app whose resource id is
 * REKEY_AZURE_CONTAINER_APP: its revisions are restarted.
 */
abstract class RealContainerAppContract extends RealContract {
  private ContainerApp app() {
    return new ContainerApps(azure.clients(), azure.guarded(Dependency.CONTAINER_APPS))
        .app(ContainerAppId.parse(azure.get("CONTAINER_APP")));
  }

  private String secret() {
    return azure.get("CONTAINER_APP_SECRET");
  }

  @Override
  protected Target target() {
    Activation activation = Activation.defaults();
    RevisionRestarts restarts = new RevisionRestarts(app(), null, WaveGate.OPEN, activation);
    return new ContainerAppTarget(app(), secret(), restarts, activation, clock);
  }

  @Override
  protected void put(String value) {
    settle();
    List<AppSecret> all =
        app().secrets().stream()
            .map(one -> one.name().equals(secret()) ? one.withValue(value) : one)
            .toList();
    app().replaceSecrets(all);
    settle();
  }

  private void settle() {
    Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> !app().busy());
  }

  @Override
  protected String stored() {
    return app().secrets().stream()
        .filter(one -> one.name().equals(secret()))
        .map(AppSecret::value)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }
}
