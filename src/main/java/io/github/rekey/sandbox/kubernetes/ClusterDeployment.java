package io.github.rekey.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.rekey.sandbox.world.Workload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A Deployment whose pods take environment variables from Secrets when they start, as {@code
 * valueFrom.secretKeyRef} says. Whoever runs its pods listens for rollouts.
 */
public final class ClusterDeployment implements Workload {
  private final Cluster cluster;
  private final ObjectKey key;
  private final int replicas;

  /** Creates the Deployment in the cluster. */
  public ClusterDeployment(
      Cluster cluster, String namespace, String name, int replicas, JsonNode env) {
    this.cluster = cluster;
    this.key = new ObjectKey(Kind.DEPLOYMENT, namespace, name);
    this.replicas = replicas;
    cluster.put(key, document(name, replicas, env));
  }

  /** One variable from one data key of a Secret, as in {@code env:} of a container. */
  public static JsonNode fromSecret(String variable, String secret, String dataKey) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode().put("name", variable);
    entry.putObject("valueFrom").putObject("secretKeyRef").put("name", secret).put("key", dataKey);
    return JsonNodeFactory.instance.arrayNode().add(entry);
  }

  private static ObjectNode document(String name, int replicas, JsonNode env) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ObjectNode spec = document.putObject("spec").put("replicas", replicas);
    spec.putObject("selector").putObject("matchLabels").put("app", name);
    ObjectNode template = spec.putObject("template");
    template.putObject("metadata").putObject("labels").put("app", name);
    template.putObject("spec").putArray("containers").addObject().put("name", name).set("env", env);
    return document;
  }

  @Override
  public String id() {
    return "deployment " + key;
  }

  @Override
  public List<String> instanceIds() {
    return IntStream.range(0, replicas).mapToObj(n -> key.name() + "-" + n).toList();
  }

  @Override
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    cluster
        .get(key)
        .orElseThrow()
        .at("/spec/template/spec/containers/0/env")
        .forEach(variable -> settings.put(variable.path("name").asText(), value(variable)));
    return settings;
  }

  private String value(JsonNode variable) {
    JsonNode from = variable.path("valueFrom").path("secretKeyRef");
    String secret = from.path("name").asText();
    return variable
        .path("value")
        .asText(cluster.text(key.namespace(), secret, from.path("key").asText()));
  }

  @Override
  public void onRestart(Runnable listener) {
    cluster.onRollout(key, listener);
  }
}
