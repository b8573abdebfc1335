package io.github.rekey;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where to look for places that hold a connection string and are no target: by {@code rekey scan},
 * and before each regeneration that could hurt such a place. Nothing is searched that is not named.
 *
 * @param subscriptions ids of subscriptions whose apps are looked through
 */
public record ScanSettings(
    List<String> subscriptions,
    List<Named> vaults,
    List<Named> configurationStores,
    List<Cluster> kubernetes) {
  public ScanSettings {
    subscriptions = subscriptions == null ? List.of() : List.copyOf(subscriptions);
    vaults = vaults == null ? List.of() : List.copyOf(vaults);
    configurationStores =
        configurationStores == null ? List.of() : List.copyOf(configurationStores);
    kubernetes = kubernetes == null ? List.of() : List.copyOf(kubernetes);
  }

  static ScanSettings none() {
    return new ScanSettings(List.of(), List.of(), List.of(), List.of());
  }

  /**
   * A vault or a configuration store.
   *
   * @param name as names of targets and references have it; the URL's first label if left out
   */
  public record Named(@JsonProperty(required = true) URI url, String name) {
    public Named {
      if (url != null && url.getHost() == null) {
        throw new IllegalArgumentException("url is one such as https://NAME.vault.azure.net");
      }
      if (name == null && url != null) {
        name = url.getHost().split("\\.", 2)[0];
      }
    }
  }

  /**
   * A Kubernetes cluster.
   *
   * @param kubeconfig file to reach it by; if left out, as kubectl would
   * @param context of that file; its current one if left out
   * @param namespaces those to look through; all that may be read if none is named
   */
  public record Cluster(
      @Nullable Path kubeconfig, @Nullable String context, List<String> namespaces) {
    public Cluster {
      namespaces = namespaces == null ? List.of() : List.copyOf(namespaces);
    }
  }
}
