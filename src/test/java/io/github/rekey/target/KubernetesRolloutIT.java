package io.github.rekey.target;

import static io.github.rekey.azure.Keys.connectionString;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.rekey.azure.Keys;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.rotation.WaveGate;
import io.github.rekey.sandbox.kubernetes.Kind;
import io.github.rekey.sandbox.kubernetes.ObjectKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is restarted for a new value, when, and how often. */
class KubernetesRolloutIT extends OnTheSandboxCluster {
  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"DEPLOYMENT", "STATEFUL_SET", "DAEMON_SET"})
  void writesTheKeyRestartsTheWorkloadAndWaitsForItsLastPod(Kind kind) {
    workload(kind, "web", ENV);
    assertThat(waitingFor(look(null))).endsWith("/web to restart");
    assertThat(stored()).isEqualTo(connectionString(Keys.NEW));
    assertThat(cluster.text("shop", "signalr", "other")).isEqualTo("stays");
    assertThat(restarts(kind)).isZero();

    assertThat(waitingFor(look(null))).endsWith("/web to roll out");
    assertThat(waitingFor(look(null))).contains("0 of 2 pods new");
    clock.tick(POD);
    assertThat(waitingFor(look(null))).contains("1 of 2 pods new");
    clock.tick(POD);
    assertThat(look(null)).isInstanceOf(StepOutcome.Done.class);
    assertThat(restarts(kind)).isEqualTo(1);
    assertThat(fence.checks()).isEqualTo(2);
  }

  @Test
  void aRolloutThatDoesNotFinishIsWaitedForAndNotRestartedAgain() {
    cluster.stick(workload(Kind.DEPLOYMENT, "web", ENV));
    look(null);
    look(null);
    clock.tick(Duration.ofHours(1));
    assertThat(waitingFor(look(null))).contains("exceeded its progress deadline");
    assertThat(restarts(Kind.DEPLOYMENT)).isEqualTo(1);
  }

  @Test
  void aCrashThatLosesTheNotesRestartsNothingTwice() {
    workload(Kind.DEPLOYMENT, "web", ENV);
    look(null);
    look(null);
    notes = Map.of();
    clock.tick(Duration.ofMinutes(1));
    look(null);
    assertThat(look(null)).isInstanceOf(StepOutcome.Done.class);
    assertThat(restarts(Kind.DEPLOYMENT)).isEqualTo(1);
  }

  @Test
  void anAnnotationThatSomebodyPutsBackIsNotWrittenAgain() {
    ObjectKey web = workload(Kind.DEPLOYMENT, "web", ENV);
    ObjectNode asDeclared = cluster.get(web).orElseThrow();
    look(null);
    look(null);
    cluster.put(web, asDeclared);
    clock.tick(Duration.ofMinutes(1));
    assertThat(look(null)).isInstanceOf(StepOutcome.Done.class);
    assertThat(restarts(Kind.DEPLOYMENT)).isEqualTo(1);
  }

  @Test
  void aWorkloadThatSomebodyRestartedAfterTheWriteIsNotRestarted() {
    ObjectKey web = workload(Kind.DEPLOYMENT, "web", ENV);
    look(null);
    ObjectNode restarted = cluster.get(web).orElseThrow();
    restarted
        .withObject("/spec/template/metadata/annotations")
        .put("kubectl.kubernetes.io/restartedAt", "2026-01-01T02:05:01+02:00");
    cluster.put(web, restarted);
    assertThat(look(null)).isInstanceOf(StepOutcome.Done.class);
    assertThat(restarts(Kind.DEPLOYMENT)).isZero();
  }

  @Test
  void theNextWorkloadWaitsForTheFormerAndForTheGate() {
    workload(Kind.DEPLOYMENT, "api", ENV);
    workload(Kind.STATEFUL_SET, "web", ENV);
    gate = (resource, last) -> Optional.of("clients to come back");
    look(null);
    assertThat(waitingFor(look(null))).isEqualTo("deployment/api to roll out");
    clock.tick(POD);
    assertThat(waitingFor(look(null))).contains("deployment/api to roll out: 1 of 2");
    clock.tick(POD);
    assertThat(waitingFor(look(null))).isEqualTo("clients to come back");
    assertThat(restarts(Kind.STATEFUL_SET)).isZero();

    gate = WaveGate.OPEN;
    assertThat(waitingFor(look(null))).isEqualTo("statefulset/web to roll out");
    assertThat(restarts(Kind.STATEFUL_SET)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ENV,
        "{\"containers\":[{}],\"initContainers\":[{\"envFrom\":[{\"secretRef\":{\"name\":\"signalr\"}}]}]}",
        "{\"volumes\":[{\"secret\":{\"secretName\":\"signalr\"}}]}",
        "{\"volumes\":[{\"secret\":{\"secretName\":\"signalr\",\"items\":[{\"key\":\"connection\",\"path\":\"c\"}]}}]}",
        "{\"volumes\":[{\"projected\":{\"sources\":[{\"secret\":{\"name\":\"signalr\"}}]}}]}"
      })
  void findsWhoeverLoadsTheValue(String pod) {
    workload(Kind.DAEMON_SET, "web", pod);
    assertThat(deliverAll(null)).contains("daemonset/web rolled out");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"containers\":[{\"env\":[{\"name\":\"A\",\"valueFrom\":{\"secretKeyRef\":{\"name\":\"signalr\",\"key\":\"other\"}}}]}]}",
        "{\"containers\":[{\"envFrom\":[{\"configMapRef\":{\"name\":\"signalr\"}}]}]}",
        "{\"volumes\":[{\"secret\":{\"secretName\":\"signalr\",\"items\":[{\"key\":\"other\",\"path\":\"c\"}]}}]}",
        "{\"imagePullSecrets\":[{\"name\":\"signalr\"}]}"
      })
  void doesNotRestartWhoDoesNot(String pod) {
    workload(Kind.DEPLOYMENT, "web", pod);
    assertThat(deliverAll(null)).contains("no workload is known to use it");
    assertThat(restarts(Kind.DEPLOYMENT)).isZero();
  }
}
