package io.github.rekey.target;

import static io.github.rekey.azure.Keys.connectionString;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.rekey.TickingClock;
import io.github.rekey.azure.Keys;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.rotation.WaveGate;
import io.github.rekey.sandbox.kubernetes.Cluster;
import io.github.rekey.sandbox.kubernetes.ClusterServer;
import io.github.rekey.sandbox.kubernetes.Grants;
import io.github.rekey.sandbox.kubernetes.Grants.Rule;
import io.github.rekey.sandbox.kubernetes.Kind;
import io.github.rekey.sandbox.kubernetes.ObjectKey;
import io.github.rekey.sandbox.tls.Certificates;
import io.github.rekey.sandbox.world.Azure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** One Secret in the sandbox's cluster, and a target on it. */
abstract class OnTheSandboxCluster {
  static final KubernetesPlace PLACE = new KubernetesPlace("shop", "signalr", "connection");
  static final String ENV =
      "{\"containers\":[{\"env\":[{\"name\":\"A\",\"valueFrom\":{\"secretKeyRef\":{\"name\":\"signalr\",\"key\":\"connection\"}}}]}]}";
  static final Duration POD = Duration.ofSeconds(10);
  final TickingClock clock = new TickingClock();
  final CountingFence fence = new CountingFence();
  final Azure azure = new Azure();
  final Grants grants = new Grants();
  final Cluster cluster = new Cluster(clock, POD);
  final ClusterServer server = ClusterServer.start(new Certificates(), cluster, grants, azure);
  final KubernetesApi api = Clusters.clusters().api(Clusters.access(server.kubeconfig()));
  WaveGate gate = WaveGate.OPEN;
  Map<String, String> notes = Map.of();

  @BeforeEach
  void store() {
    cluster.secret(
        "shop", "signalr", Map.of("connection", connectionString(Keys.OLD), "other", "stays"));
    clock.tick(Duration.ofMinutes(5));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  KubernetesSecretTarget target(List<WorkloadId> named) {
    KubernetesWorkloads workloads = new KubernetesWorkloads(api, PLACE, named);
    KubernetesRollout rollout =
        new KubernetesRollout(
            workloads, null, (resource, last) -> gate.hold(resource, last), Activation.defaults());
    return new KubernetesSecretTarget(PLACE, new KubernetesSecrets(api), rollout, clock);
  }

  StepOutcome look(List<WorkloadId> named) {
    StepOutcome outcome = target(named).deliver(Keys.NEW_KEY, notes, fence);
    if (outcome instanceof StepOutcome.NotYet notYet) {
      notes = notYet.notes();
      clock.tick(notYet.lookAgainIn());
    }
    return outcome;
  }

  /** Looks until it is done, with a pod's start between two looks; the evidence. */
  String deliverAll(List<WorkloadId> named) {
    for (int looks = 0; looks < 50; looks++) {
      if (look(named) instanceof StepOutcome.Done done) {
        return done.evidence();
      }
      clock.tick(POD);
    }
    throw new AssertionError("the delivery never ends");
  }

  static String waitingFor(StepOutcome outcome) {
    assertThat(outcome).isInstanceOf(StepOutcome.NotYet.class);
    return ((StepOutcome.NotYet) outcome).waitingFor();
  }

  ObjectKey workload(Kind kind, String name, String pod) {
    ObjectKey key = new ObjectKey(kind, "shop", name);
    ObjectNode object = new ObjectMapper().createObjectNode();
    try {
      object
          .putObject("spec")
          .put("replicas", 2)
          .putObject("template")
          .set("spec", new ObjectMapper().readTree(pod));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
    object.putObject("status").put("desiredNumberScheduled", 2);
    cluster.put(key, object);
    return key;
  }

  int restarts(Kind kind) {
    String resource =
        switch (kind) {
          case DEPLOYMENT -> "deployments";
          case STATEFUL_SET -> "statefulsets";
          case DAEMON_SET -> "daemonsets";
          case SECRET -> "secrets";
        };
    return azure.calls().of("kubernetes patch " + resource);
  }

  String stored() {
    return cluster.text("shop", "signalr", "connection");
  }

  static Rule rule(String resource, String name, String... verbs) {
    return new Rule("shop", Set.of(verbs), Set.of(resource), Set.of(name));
  }
}
