package io.github.rekey.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.rekey.azure.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The workloads that load a Secret's value when their pods start. A thin, guarded layer. */
public final class KubernetesWorkloads {
  private static final String GROUP = "apps";
  private final KubernetesApi api;
  private final KubernetesPlace place;
  private final @Nullable List<WorkloadId> named;

  /**
   * @param named those to restart; null to find them by their pod templates
   */
  public KubernetesWorkloads(
      KubernetesApi api, KubernetesPlace place, @Nullable List<WorkloadId> named) {
    this.api = api;
    this.place = place;
    this.named = named;
  }

  /** What seeing and restarting them needs. */
  public static List<KubernetesRule> rules(
      KubernetesPlace place, @Nullable List<WorkloadId> named) {
    return Arrays.stream(WorkloadId.Kind.values())
        .flatMap(kind -> rule(place, kind, named).stream())
        .toList();
  }

  private static List<KubernetesRule> rule(
      KubernetesPlace place, WorkloadId.Kind kind, @Nullable List<WorkloadId> named) {
    if (named == null) {
      List<String> verbs = List.of("list", "patch");
      String why = "find who loads the secret, and restart it";
      return List.of(
          new KubernetesRule(place.namespace(), verbs, GROUP, kind.plural(), List.of(), why));
    }
    List<String> names =
        named.stream().filter(id -> id.kind() == kind).map(WorkloadId::name).toList();
    List<String> verbs = List.of("get", "patch");
    String why = "make it load the new key";
    return names.isEmpty()
        ? List.of()
        : List.of(new KubernetesRule(place.namespace(), verbs, GROUP, kind.plural(), names, why));
  }

  /** The named ones, in their order, or all that use the value, as they are now. */
  List<WorkloadState> all() {
    return named == null ? found() : named.stream().map(this::get).toList();
  }

  /** Makes its pods start anew, as {@code kubectl rollout restart} does. */
  void restart(WorkloadId id, Instant at) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch
        .putObject("spec")
        .putObject("template")
        .putObject("metadata")
        .putObject("annotations")
        .put(WorkloadState.RESTARTED_AT, at.toString());
    api.patch(Call.write("restart", subject(id), needs(id)), path(id.kind(), id.name()), patch);
  }

  private WorkloadState get(WorkloadId id) {
    Call call = Call.read("look", subject(id), needs(id));
    return new WorkloadState(id, api.get(call, path(id.kind(), id.name())));
  }

  private List<WorkloadState> found() {
    List<WorkloadState> found = new ArrayList<>();
    for (WorkloadId.Kind kind : WorkloadId.Kind.values()) {
      Call call =
          Call.read(
              "list",
              kind.plural() + " of namespace " + place.namespace(),
              rule(place, kind, null).get(0) + ", or name the workloads in rekey.yaml");
      JsonNode items = api.get(call, path(kind, "")).path("items");
      items.forEach(item -> found.add(state(kind, item)));
    }
    return found.stream().filter(state -> state.uses(place)).toList();
  }

  private static WorkloadState state(WorkloadId.Kind kind, JsonNode item) {
    return new WorkloadState(
        new WorkloadId(kind, item.path("metadata").path("name").asText()), item);
  }

  private String needs(WorkloadId id) {
    return rule(place, id.kind(), List.of(id)).get(0).toString();
  }

  private String subject(WorkloadId id) {
    return id + " in namespace " + place.namespace();
  }

  private String path(WorkloadId.Kind kind, String name) {
    String plural = "/apis/apps/v1/namespaces/" + place.namespace() + "/" + kind.plural();
    return name.isEmpty() ? plural : plural + "/" + name;
  }
}
