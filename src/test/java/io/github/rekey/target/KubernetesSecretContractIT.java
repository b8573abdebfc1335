package io.github.rekey.target;

import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Target;
import io.github.rekey.rotation.WaveGate;
import org.junit.jupiter.api.AfterEach;

/**
 * On fabric8's mock server: it keeps Secrets and refuses stale resource versions. It rolls nothing
 * out, so that is tried on the sandbox's server, by {@code KubernetesRolloutIT}.
 */
class KubernetesSecretContractIT extends TargetContract {
  private final MockCluster cluster = new MockCluster();
  private final KubernetesApi api = Clusters.clusters().api(Clusters.access(cluster.kubeconfig()));

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Override
  protected Target target() {
    KubernetesPlace place = new KubernetesPlace("shop", "signalr", "connection");
    KubernetesRollout rollout =
        new KubernetesRollout(
            new KubernetesWorkloads(api, place, null), null, WaveGate.OPEN, Activation.defaults());
    return new KubernetesSecretTarget(place, new KubernetesSecrets(api), rollout, clock);
  }

  @Override
  protected void store(String value) {
    cluster.store(value);
  }

  @Override
  protected String stored() {
    return cluster.stored();
  }

  @Override
  protected int writes() {
    return cluster.writes();
  }

  @Override
  protected void fail(CallFailed.Kind kind) {
    cluster.answerEverythingWith(Statuses.of(kind));
  }

  @Override
  protected void editAfterNextRead() {
    cluster.afterNextRead(() -> store(stored() + ADDED));
  }

  @Override
  protected void loseNextAnswer() {
    cluster.loseNextAnswerToAWrite();
  }
}
