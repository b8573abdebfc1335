package io.github.rekey.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import io.github.rekey.azure.Dependency;
import io.github.rekey.azure.Keys;
import io.github.rekey.azure.NegotiateSight;
import io.github.rekey.azure.PlainHttp;
import io.github.rekey.azure.Trust;
import io.github.rekey.rotation.AccessKey;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.NewKey;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.rotation.WaveGate;
import io.github.rekey.sandbox.apps.AppHost;
import io.github.rekey.sandbox.kubernetes.Cluster;
import io.github.rekey.sandbox.kubernetes.ClusterDeployment;
import io.github.rekey.sandbox.kubernetes.ClusterServer;
import io.github.rekey.sandbox.kubernetes.Grants;
import io.github.rekey.sandbox.signalr.DataPlane;
import io.github.rekey.sandbox.tls.Certificates;
import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.Faults;
import io.github.rekey.sandbox.world.SignalRResource;
import io.github.rekey.sandbox.world.Slot;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Deployment of the sandbox, run for real: who signs with what is seen at its hub. */
class KubernetesHubIT {
  private static final KubernetesPlace PLACE = new KubernetesPlace("shop", "signalr", "connection");
  @TempDir Path folder;
  private final TickingClock clock = new TickingClock();
  private final Certificates certificates = new Certificates();
  private final Azure azure = new Azure();
  private final SignalRResource resource =
      new SignalRResource("/s/signalR/chat", "westeurope", Map.of(), Clock.systemUTC());
  private final DataPlane plane = DataPlane.start(certificates, resource);
  private final Cluster cluster = new Cluster(clock, Duration.ZERO);
  private final ClusterServer server =
      ClusterServer.start(certificates, cluster, new Grants(), azure);
  private AppHost app;
  private Map<String, String> notes = Map.of();

  @BeforeEach
  void start() {
    azure.add(resource);
    cluster.secret(
        "shop", "signalr", Map.of("connection", resource.connectionString(Slot.PRIMARY)));
    ClusterDeployment web =
        new ClusterDeployment(
            cluster,
            "shop",
            "web",
            2,
            ClusterDeployment.fromSecret(
                "Azure__SignalR__ConnectionString", "signalr", "connection"));
    app =
        AppHost.start(
            certificates,
            azure,
            web,
            AppHost.Options.defaults()
                .withRestart(Duration.ofMillis(50))
                .withBackOff(Duration.ofMillis(50)));
    await().until(app::connected);
    clock.tick(Duration.ofMinutes(1));
  }

  @AfterEach
  void stop() {
    app.close();
    server.close();
    plane.close();
  }

  @Test
  void isDoneOnceTheHubSignsWithTheNewKey() {
    KubernetesSecretTarget target = target();
    await().untilAsserted(() -> assertThat(look(target)).isInstanceOf(StepOutcome.Done.class));
    assertThat(app.instances()).allMatch(instance -> instance.key().equals("secondary #1"));
    assertThat(restarts()).isEqualTo(1);
  }

  @Test
  void aRestartThatWasIgnoredShowsAndIsRepeatedAfterItsGrace() {
    azure.faults().script(Faults.Kind.RESTART_IGNORED, "");
    KubernetesSecretTarget target = target();
    look(target);
    look(target);
    for (int looks = 0; looks < 3; looks++) {
      assertThat(((StepOutcome.NotYet) look(target)).waitingFor()).contains("sign with it");
    }
    assertThat(restarts()).isEqualTo(1);

    clock.tick(Duration.ofSeconds(61));
    await().untilAsserted(() -> assertThat(look(target)).isInstanceOf(StepOutcome.Done.class));
    assertThat(restarts()).isEqualTo(2);
    assertThat(app.instances()).allMatch(instance -> instance.key().equals("secondary #1"));
  }

  private KubernetesSecretTarget target() {
    Path authority = folder.resolve("ca.pem");
    certificates.writeAuthority(authority);
    NegotiateSight sight =
        new NegotiateSight(
            "shop/signalr",
            app.negotiateUrl(),
            Set::of,
            new PlainHttp(Trust.of(authority), Duration.ofSeconds(5)),
            Clusters.guarded(Dependency.APPS));
    KubernetesApi api = Clusters.clusters().api(Clusters.access(server.kubeconfig()));
    KubernetesRollout rollout =
        new KubernetesRollout(
            new KubernetesWorkloads(api, PLACE, null), sight, WaveGate.OPEN, Activation.defaults());
    return new KubernetesSecretTarget(PLACE, new KubernetesSecrets(api), rollout, clock);
  }

  private StepOutcome look(KubernetesSecretTarget target) {
    String connection = resource.connectionString(Slot.SECONDARY);
    AccessKey secondary =
        ConnectionString.parse(connection).flatMap(ConnectionString::accessKey).orElseThrow();
    NewKey key = new NewKey(Keys.CHAT, resource.endpoint(), KeySlot.SECONDARY, secondary);
    StepOutcome outcome = target.deliver(key, notes, new CountingFence());
    if (outcome instanceof StepOutcome.NotYet notYet) {
      notes = notYet.notes();
    }
    return outcome;
  }

  private int restarts() {
    return azure.calls().of("kubernetes patch deployments");
  }

  private static ConditionFactory await() {
    return Awaitility.await().pollInterval(Duration.ofMillis(100));
  }
}
