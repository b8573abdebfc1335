package io.github.rekey;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.rekey.azure.Dependency;
import io.github.rekey.rotation.Target;
import io.github.rekey.target.Activation;
import io.github.rekey.target.ContainerApp;
import io.github.rekey.target.ContainerAppId;
import io.github.rekey.target.ContainerAppTarget;
import io.github.rekey.target.ContainerApps;
import io.github.rekey.target.RevisionRestarts;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A container app's secret that holds the connection string, or refers to one in Key Vault.
 *
 * @param id the app's ARM id
 * @param secret the secret's name in the app
 * @param hub the hub's URL under which the app's negotiate answers; without it nobody sees whether
 *     an instance loaded the key, and a revision that ignored its restart is not restarted again
 * @param restartGrace how long a restarted revision has, where its instances are not seen
 * @param restartAgain how long a restarted revision is left alone before its next restart, and a
 *     Key Vault reference before it is fetched anew
 */
public record ContainerAppSettings(
    @JsonProperty(required = true) ContainerAppId id,
    @JsonProperty(required = true) String secret,
    @Nullable URI hub,
    @Nullable Duration restartGrace,
    @Nullable Duration restartAgain)
    implements TargetKind {

  @Override
  public Target target(Tools tools) {
    ContainerApp app =
        new ContainerApps(tools.azure().clients(), tools.azure().guarded(Dependency.CONTAINER_APPS))
            .app(id);
    Activation activation = Activation.of(1, restartGrace, restartAgain);
    RevisionRestarts restarts =
        new RevisionRestarts(
            app,
            consumers(tools).stream().findFirst().map(tools.azure()::sight).orElse(null),
            tools.gate(),
            activation);
    return new ContainerAppTarget(app, secret, restarts, activation, tools.clock());
  }

  @Override
  public List<NeededRights> rights() {
    return List.of(NeededRights.containerApp(id));
  }

  /** Container Apps has no cookie that names an instance by an id which ARM lists: a sample. */
  @Override
  public List<Consumer> consumers(Tools tools) {
    return hub == null ? List.of() : List.of(new Consumer(id.app(), hub, Set::of));
  }
}
