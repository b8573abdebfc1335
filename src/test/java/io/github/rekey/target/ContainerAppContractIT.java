package io.github.rekey.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.azure.Dependency;
import io.github.rekey.rotation.Target;
import io.github.rekey.rotation.WaveGate;
import io.github.rekey.sandbox.world.ContainerApp.Secret;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Without a sight of the instances, which {@code ContainerAppOnSandboxIT} has. */
class ContainerAppContractIT extends SandboxContract {
  private static final String SECRET = "signalr";
  private static final Secret OTHER = Secret.of("other", "stays");
  private final io.github.rekey.sandbox.world.ContainerApp app =
      new io.github.rekey.sandbox.world.ContainerApp(
          running
              .shop()
              .id()
              .replace("Microsoft.Web/sites/shop", "Microsoft.App/containerApps/web"),
          1,
          List.of("one"),
          Map.of("Azure__SignalR__ConnectionString", SECRET),
          List.of(Secret.of(SECRET, "nothing yet"), OTHER));

  @BeforeEach
  void deploy() {
    running.azure().add(app);
  }

  @AfterEach
  void theOtherSecretIsAsItWas() {
    assertThat(app.secret(OTHER.name())).contains(OTHER);
  }

  @Override
  protected Target target() {
    ContainerApp web =
        new ContainerApps(azure.clients(), azure.guarded(Dependency.CONTAINER_APPS))
            .app(ContainerAppId.parse(app.id()));
    Activation activation = Activation.defaults();
    RevisionRestarts restarts = new RevisionRestarts(web, null, WaveGate.OPEN, activation);
    return new ContainerAppTarget(web, SECRET, restarts, activation, clock);
  }

  @Override
  protected void store(String value) {
    app.replaceSecrets(List.of(Secret.of(SECRET, value), OTHER));
  }

  @Override
  protected String stored() {
    return app.secret(SECRET).orElseThrow().value();
  }

  @Override
  protected void delete() {
    running.azure().delete(app);
  }

  @Override
  protected String place() {
    return app.name();
  }

  @Override
  protected String write() {
    return "patchContainerApp";
  }
}
