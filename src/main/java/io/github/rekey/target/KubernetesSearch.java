package io.github.rekey.target;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Holder;
import io.github.rekey.rotation.HolderSearch;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks through every Secret that may be listed for values that name the endpoint. Namespaces that
 * may not be listed are told.
 */
public final class KubernetesSearch implements HolderSearch {
  private final KubernetesSecrets secrets;
  private final KubernetesClusters.Access access;
  private final List<String> namespaces;

  /**
   * @param access told in the entries, so that they name the same cluster
   * @param namespaces where to look; empty for everywhere
   */
  public KubernetesSearch(
      KubernetesClusters clusters, KubernetesClusters.Access access, List<String> namespaces) {
    this.secrets = new KubernetesSecrets(clusters.api(access));
    this.access = access;
    this.namespaces = List.copyOf(namespaces);
  }

  @Override
  public String name() {
    String where = namespaces.isEmpty() ? "all namespaces" : String.join(", ", namespaces);
    return "kubernetes-secret in "
        + where
        + (access.context() == null ? "" : " of " + access.context());
  }

  @Override
  public Found search(URI endpoint) {
    if (!namespaces.isEmpty()) {
      return searched(namespaces, endpoint);
    }
    try {
      return new Found(holders(secrets.list(""), endpoint), List.of());
    } catch (CallFailed failed) {
      if (failed.kind() != CallFailed.Kind.NO_RIGHT) {
        throw failed;
      }
      return searched(secrets.namespaces(), endpoint);
    }
  }

  private Found searched(List<String> some, URI endpoint) {
    List<Holder> holders = new ArrayList<>();
    List<String> unread = new ArrayList<>();
    for (String namespace : some) {
      try {
        holders.addAll(holders(secrets.list(namespace), endpoint));
      } catch (CallFailed failed) {
        unread.add(failed.getMessage());
      }
    }
    return new Found(holders, unread);
  }

  private List<Holder> holders(List<JsonNode> found, URI endpoint) {
    String host = String.valueOf(endpoint.getHost()).toLowerCase(Locale.ROOT);
    List<Holder> holders = new ArrayList<>();
    for (JsonNode secret : found) {
      JsonNode metadata = secret.path("metadata");
      secret
          .path("data")
          .properties()
          .forEach(
              entry ->
                  StoredSecret.text(entry.getValue().asText())
                      .filter(value -> value.toLowerCase(Locale.ROOT).contains(host))
                      .map(value -> holder(place(metadata, entry.getKey()), value))
                      .ifPresent(holders::add));
    }
    return holders;
  }

  private static KubernetesPlace place(JsonNode metadata, String key) {
    return new KubernetesPlace(
        metadata.path("namespace").asText(), metadata.path("name").asText(), key);
  }

  private Holder holder(KubernetesPlace place, String value) {
    return new Holder(
        place.targetName(),
        EmbeddedConnectionString.holding(value, null, place.targetName()),
        entry(place));
  }

  private String entry(KubernetesPlace place) {
    return "- kubernetesSecret:\n"
        + line("namespace", place.namespace())
        + line("name", place.secret())
        + line("key", place.key())
        + line("context", access.context())
        + line("kubeconfig", access.kubeconfig());
  }

  private static String line(String key, @Nullable Object value) {
    return Optional.ofNullable(value)
        .map(given -> "    " + key + ": " + YamlText.quoted(String.valueOf(given)) + "\n")
        .orElse("");
  }
}
