package io.github.rekey.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.rekey.sandbox.http.Answer;
import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.http.Endpoint;
import io.github.rekey.sandbox.http.Router;
import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.Faults;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The API server: get, list in pages, and patch. */
final class ClusterFace implements Endpoint {
  private static final String CORE = "/api/v1";
  private static final String APPS = "/apis/apps/v1";
  private final Cluster cluster;
  private final Grants grants;
  private final Azure azure;
  private final String token;
  private final Router<Endpoint> routes = new Router<>();

  ClusterFace(Cluster cluster, Grants grants, Azure azure, String token) {
    this.cluster = cluster;
    this.grants = grants;
    this.azure = azure;
    this.token = token;
    routes.on("GET", CORE + "/namespaces", this::namespaces);
    for (String group : List.of(CORE, APPS)) {
      routes.on("GET", group + "/{resource}", this::list);
      routes.on("GET", group + "/namespaces/{namespace}/{resource}", this::list);
      routes.on("GET", group + "/namespaces/{namespace}/{resource}/{name}", this::get);
      routes.on("PATCH", group + "/namespaces/{namespace}/{resource}/{name}", this::patch);
    }
  }

  @Override
  public Answer answer(Call call) {
    if (!call.header("Authorization").filter(("Bearer " + token)::equals).isPresent()) {
      throw Status.refused(401, "Unauthorized", "Unauthorized");
    }
    return routes
        .find(call)
        .map(found -> found.target().answer(found.call()))
        .orElseThrow(ClusterFace::unknown);
  }

  private Answer namespaces(Call call) {
    grants.demand("list", "namespaces", "", "");
    List<Map<String, Object>> items =
        cluster.namespaces().stream()
            .map(name -> Map.<String, Object>of("metadata", Map.of("name", name)))
            .toList();
    return Answer.ok(Map.of("kind", "NamespaceList", "apiVersion", "v1", "items", items));
  }

  private Answer get(Call call) {
    ObjectKey key = key(call);
    allowed("get", key);
    return Answer.ok(cluster.get(key).orElseThrow(() -> Status.missing(key)));
  }

  private Answer list(Call call) {
    Kind kind = kind(call);
    String namespace = call.path().contains("/namespaces/") ? call.variable("namespace") : "";
    allowed("list", new ObjectKey(kind, namespace, ""));
    List<ObjectNode> all = cluster.list(kind, namespace);
    int from = call.query("continue").map(Integer::parseInt).orElse(0);
    int limit = call.query("limit").map(Integer::parseInt).orElse(Integer.MAX_VALUE);
    int to = (int) Math.min(all.size(), (long) from + limit);
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("resourceVersion", String.valueOf(cluster.version()));
    if (to < all.size()) {
      metadata.put("continue", String.valueOf(to));
    }
    return Answer.ok(
        Map.of(
            "kind",
            kind.singular() + "List",
            "apiVersion",
            kind.apiVersion(),
            "metadata",
            metadata,
            "items",
            all.subList(from, to)));
  }

  private Answer patch(Call call) {
    ObjectKey key = key(call);
    allowed("patch", key);
    if (azure.faults().takeFor(Faults.Kind.TARGET_REFUSES, key.toString()).isPresent()) {
      throw Status.refused(503, "ServiceUnavailable", "the server is currently unable to answer");
    }
    String type = call.header("Content-Type").orElse("").split(";")[0].strip();
    return Answer.ok(cluster.change(key, object -> patched(key, object, call, type)));
  }

  private ObjectNode patched(ObjectKey key, ObjectNode object, Call call, String type) {
    JsonNode patch = call.json();
    String manager = call.query("fieldManager").orElse("unknown");
    ObjectNode before = object.deepCopy();
    ObjectNode after =
        switch (type) {
          case "application/merge-patch+json", "application/strategic-merge-patch+json" ->
              Patch.merge(object, patch);
          case "application/json-patch+json" -> Patch.json(object, patch);
          case "application/apply-patch+yaml" -> applied(object, call, manager);
          default ->
              throw Status.refused(415, "UnsupportedMediaType", "no patch of this type: " + type);
        };
    JsonNode known = before.path("metadata").path("resourceVersion");
    if (!after.path("metadata").path("resourceVersion").equals(known)) {
      throw Status.modified(key);
    }
    refuseIfImmutable(before, after);
    if (!type.startsWith("application/apply")) {
      FieldOwners.take(after, FieldOwners.changed(before, after), manager, "Update", cluster.now());
    }
    return after;
  }

  /** Server-side apply, of JSON only; without force a field of another owner stays as it is. */
  private ObjectNode applied(ObjectNode object, Call call, String manager) {
    ObjectNode next = Patch.merge(object.deepCopy(), call.json());
    for (String data : FieldOwners.changed(object, next)) {
      boolean foreign = FieldOwners.other(object, data, manager).isPresent();
      if (foreign && !call.query("force").filter("true"::equals).isPresent()) {
        throw Status.refused(409, "Conflict", "Apply failed with 1 conflict: .data." + data);
      }
    }
    FieldOwners.take(next, FieldOwners.changed(object, next), manager, "Apply", cluster.now());
    return next;
  }

  private static void refuseIfImmutable(ObjectNode before, ObjectNode after) {
    if (before.path("immutable").asBoolean() && !before.path("data").equals(after.path("data"))) {
      throw Status.refused(
          422, "Invalid", "data: Forbidden: field is immutable when `immutable` is set");
    }
  }

  private void allowed(String verb, ObjectKey key) {
    azure.calls().count("kubernetes " + verb + " " + key.kind().resource());
    grants.demand(verb, key.kind().resource(), key.namespace(), key.name());
  }

  private static ObjectKey key(Call call) {
    return new ObjectKey(kind(call), call.variable("namespace"), call.variable("name"));
  }

  private static Kind kind(Call call) {
    return Kind.ofResource(call.variable("resource"))
        .filter(kind -> call.path().startsWith(kind.runsPods() ? APPS : CORE))
        .orElseThrow(ClusterFace::unknown);
  }

  private static RuntimeException unknown() {
    return Status.refused(404, "NotFound", "the server could not find the requested resource");
  }
}
