package io.github.rekey;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.rekey.rotation.Target;
import io.github.rekey.target.Activation;
import io.github.rekey.target.KubernetesApi;
import io.github.rekey.target.KubernetesClusters.Access;
import io.github.rekey.target.KubernetesPlace;
import io.github.rekey.target.KubernetesRollout;
import io.github.rekey.target.KubernetesRule;
import io.github.rekey.target.KubernetesSecretTarget;
import io.github.rekey.target.KubernetesSecrets;
import io.github.rekey.target.KubernetesWorkloads;
import io.github.rekey.target.WorkloadId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A data key of a Secret, and the workloads that load it.
 *
 * @param context of the kubeconfig; the current one if left out
 * @param kubeconfig file; if left out, the user's, or inside a cluster the pod's service account
 * @param workloads those to restart; found by their pod templates if left out, none if empty
 * @param hub under which the app answers negotiate, to see which key it signs with
 * @param restartGrace how long the instances behind the hub have after a complete rollout
 * @param restartAgain how long they are left alone before all are restarted once more
 */
public record KubernetesSecretSettings(
    @JsonProperty(required = true) String namespace,
    @JsonProperty(required = true) String name,
    @JsonProperty(required = true) String key,
    @Nullable String context,
    @Nullable Path kubeconfig,
    @Nullable List<WorkloadId> workloads,
    @Nullable URI hub,
    @Nullable Duration restartGrace,
    @Nullable Duration restartAgain)
    implements TargetKind {
  public KubernetesSecretSettings {
    spelt("namespace", namespace, "[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    spelt("name", name, "[a-z0-9]([-.a-z0-9]*[a-z0-9])?");
    spelt("key", key, "[-._a-zA-Z0-9]+");
  }

  private static void spelt(String what, @Nullable String value, String shape) {
    if (value != null && !value.matches(shape)) {
      throw new IllegalArgumentException(what + " is no name that Kubernetes takes: " + value);
    }
  }

  @Override
  public Target target(Tools tools) {
    KubernetesApi api = tools.clusters().api(new Access(kubeconfig, context));
    KubernetesRollout rollout =
        new KubernetesRollout(
            new KubernetesWorkloads(api, place(), workloads),
            consumers(tools).stream().map(tools.azure()::sight).findFirst().orElse(null),
            tools.gate(),
            Activation.of(1, restartGrace, restartAgain));
    return new KubernetesSecretTarget(place(), new KubernetesSecrets(api), rollout, tools.clock());
  }

  private KubernetesPlace place() {
    return new KubernetesPlace(namespace, name, key);
  }

  @Override
  public List<NeededRights> rights() {
    List<KubernetesRule> rules = new ArrayList<>();
    rules.add(KubernetesSecrets.rule(place()));
    rules.addAll(KubernetesWorkloads.rules(place(), workloads));
    return List.of(NeededRights.cluster("Kubernetes secret " + place(), rules));
  }

  /** Instances are not known by name: they are sampled. */
  @Override
  public List<Consumer> consumers(Tools tools) {
    return hub == null ? List.of() : List.of(new Consumer(namespace + "/" + name, hub, Set::of));
  }
}
