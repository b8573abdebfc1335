package io.github.rekey.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.rekey.azure.Call;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Secrets of one cluster. A thin, guarded layer over the API server. */
public final class KubernetesSecrets {
  /** Whom the API server names as owner of the fields that Rekey writes. */
  static final String MANAGER = "rekey";

  private static final int PAGE = 500;
  private final KubernetesApi api;

  public KubernetesSecrets(KubernetesApi api) {
    this.api = api;
  }

  /** What reading and writing this place needs. */
  public static KubernetesRule rule(KubernetesPlace place) {
    return new KubernetesRule(
        place.namespace(),
        List.of("get", "patch"),
        "",
        "secrets",
        List.of(place.secret()),
        "see which key is stored and store the new one");
  }

  /**
   * What looking for holders needs.
   *
   * @param namespace empty for all of them
   */
  public static KubernetesRule searchRule(String namespace) {
    return new KubernetesRule(
        namespace, List.of("list"), "", "secrets", List.of(), "find who holds a connection string");
  }

  StoredSecret read(KubernetesPlace place) {
    Call call = Call.read("read", subject(place), rule(place).toString());
    return StoredSecret.of(api.get(call, path(place)), place.key());
  }

  /**
   * Replaces the one value and nothing else, if the Secret is still the one that was seen: a patch
   * that names another resourceVersion than the current one is answered 409 (Kubernetes API
   * concepts, resource versions; controller-runtime's MergeFromWithOptimisticLock relies on it).
   */
  void write(KubernetesPlace place, StoredSecret seen, String value) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.putObject("metadata").put("resourceVersion", seen.resourceVersion());
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    patch.putObject("data").put(place.key(), Base64.getEncoder().encodeToString(bytes));
    api.patch(Call.write("write", subject(place), rule(place).toString()), path(place), patch);
  }

  /**
   * @param namespace empty for all of them
   */
  List<JsonNode> list(String namespace) {
    String where = namespace.isEmpty() ? "" : "/namespaces/" + namespace;
    String subject = namespace.isEmpty() ? "secrets" : "secrets of namespace " + namespace;
    return pages(
        Call.read("list", subject, searchRule(namespace).toString()),
        "/api/v1" + where + "/secrets?limit=" + PAGE);
  }

  List<String> namespaces() {
    Call call = Call.read("list", "namespaces", "list on namespaces, or name them");
    return pages(call, "/api/v1/namespaces?limit=" + PAGE).stream()
        .map(namespace -> namespace.path("metadata").path("name").asText())
        .toList();
  }

  private List<JsonNode> pages(Call call, String path) {
    List<JsonNode> items = new ArrayList<>();
    Optional<String> next = Optional.of("");
    while (next.isPresent()) {
      JsonNode page = api.get(call, path + next.get());
      page.path("items").forEach(items::add);
      next =
          Optional.of(page.path("metadata").path("continue").asText(""))
              .filter(token -> !token.isEmpty())
              .map(token -> "&continue=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
    }
    return items;
  }

  private static String subject(KubernetesPlace place) {
    return "secret " + place.namespace() + "/" + place.secret();
  }

  private static String path(KubernetesPlace place) {
    return "/api/v1/namespaces/%s/secrets/%s".formatted(place.namespace(), place.secret());
  }
}
