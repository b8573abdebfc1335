package io.github.rekey.target;

import io.github.rekey.azure.Guarded;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes {@link KubernetesApi}s; one HTTP client a cluster. */
public final class KubernetesClusters {
  private final Guarded kubernetes;
  private final Map<Access, KubernetesApi> apis = new ConcurrentHashMap<>();

  public KubernetesClusters(Guarded kubernetes) {
    this.kubernetes = kubernetes;
  }

  public KubernetesApi api(Access access) {
    return apis.computeIfAbsent(access, wanted -> new KubernetesApi(wanted, kubernetes));
  }

  /**
   * How a cluster is reached.
   *
   * @param kubeconfig file; without it, whatever fabric8 finds: {@code KUBECONFIG} or the user's
   *     {@code ~/.kube/config}, else the pod's service account
   * @param context of the kubeconfig; without it, the current one
   */
  public record Access(@Nullable Path kubeconfig, @Nullable String context) {
    /** As the pod's service account, or as the user's kubeconfig says. */
    public static Access ofTheHost() {
      return new Access(null, null);
    }
  }
}
