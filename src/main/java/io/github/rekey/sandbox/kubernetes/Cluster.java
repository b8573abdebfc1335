package io.github.rekey.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Everything that exists in the simulated cluster. Each change gets the next resource version; a
 * changed spec gets the next generation and, where its pod template changed, a rollout.
 * Thread-safe.
 */
public final class Cluster {
  private final Clock clock;
  private final Duration podStart;
  private final Map<ObjectKey, ObjectNode> objects = new LinkedHashMap<>();
  private final Map<ObjectKey, Instant> rollouts = new HashMap<>();
  private final Map<ObjectKey, List<Runnable>> listeners = new HashMap<>();
  private final Set<ObjectKey> stuck = new HashSet<>();
  private long version = 1000;

  /**
   * @param podStart how long each pod of a rollout takes, one after another
   */
  public Cluster(Clock clock, Duration podStart) {
    this.clock = clock;
    this.podStart = podStart;
  }

  /** Creates or replaces an object as its owner would, behind everyone's back. */
  public synchronized void put(ObjectKey key, ObjectNode object) {
    ObjectNode stored = object.deepCopy();
    ObjectNode old = objects.get(key);
    stored.put("apiVersion", key.kind().apiVersion()).put("kind", key.kind().singular());
    ObjectNode metadata = stored.withObject("/metadata");
    metadata.put("name", key.name()).put("namespace", key.namespace());
    if (old == null) {
      metadata.put("uid", UUID.randomUUID().toString());
      metadata.put("creationTimestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
      if (key.kind().runsPods()) {
        metadata.put("generation", 1);
      }
    }
    metadata.put("resourceVersion", String.valueOf(++version));
    objects.put(key, stored);
  }

  /** Creates or replaces a Secret with these texts. */
  public void secret(String namespace, String name, Map<String, String> texts) {
    ObjectNode secret = JsonNodeFactory.instance.objectNode().put("type", "Opaque");
    ObjectNode data = secret.putObject("data");
    texts.forEach(
        (key, text) ->
            data.put(
                key, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
    put(new ObjectKey(Kind.SECRET, namespace, name), secret);
  }

  /** The text of a data value; empty if there is none. */
  public String text(String namespace, String secret, String key) {
    return get(new ObjectKey(Kind.SECRET, namespace, secret))
        .map(object -> object.path("data").path(key).asText(""))
        .map(data -> new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8))
        .orElse("");
  }

  /** As it is now, with the status that its rollout has reached. */
  public synchronized Optional<ObjectNode> get(ObjectKey key) {
    return Optional.ofNullable(objects.get(key)).map(stored -> shown(key, stored));
  }

  /**
   * @param namespace empty for all of them
   */
  synchronized List<ObjectNode> list(Kind kind, String namespace) {
    return objects.entrySet().stream()
        .filter(entry -> entry.getKey().kind() == kind)
        .filter(entry -> namespace.isEmpty() || entry.getKey().namespace().equals(namespace))
        .map(entry -> shown(entry.getKey(), entry.getValue()))
        .toList();
  }

  synchronized List<String> namespaces() {
    return objects.keySet().stream().map(ObjectKey::namespace).distinct().sorted().toList();
  }

  synchronized long version() {
    return version;
  }

  Instant now() {
    return clock.instant();
  }

  /** From now on rollouts of this workload stop at their first pod. */
  public synchronized void stick(ObjectKey workload) {
    stuck.add(workload);
  }

  /** Told when the pods of a workload start anew. */
  synchronized void onRollout(ObjectKey workload, Runnable listener) {
    listeners.computeIfAbsent(workload, k -> new ArrayList<>()).add(listener);
  }

  /** Changes an object; a change that changes nothing leaves its resource version alone. */
  ObjectNode change(ObjectKey key, UnaryOperator<ObjectNode> work) {
    List<Runnable> told = new ArrayList<>();
    ObjectNode result = changed(key, work, told);
    told.forEach(Runnable::run);
    return result;
  }

  private synchronized ObjectNode changed(
      ObjectKey key, UnaryOperator<ObjectNode> work, List<Runnable> told) {
    ObjectNode old = objects.get(key);
    if (old == null) {
      throw Status.missing(key);
    }
    ObjectNode next = work.apply(old.deepCopy());
    if (next.equals(old)) {
      return shown(key, old);
    }
    ObjectNode metadata = next.withObject("/metadata");
    metadata.put("resourceVersion", String.valueOf(++version));
    if (!next.path("spec").equals(old.path("spec"))) {
      metadata.put("generation", old.path("metadata").path("generation").asLong() + 1);
    }
    objects.put(key, next);
    if (!template(next).equals(template(old))) {
      rollouts.put(key, clock.instant());
      told.addAll(listeners.getOrDefault(key, List.of()));
    }
    return shown(key, next);
  }

  private ObjectNode shown(ObjectKey key, ObjectNode stored) {
    ObjectNode shown = stored.deepCopy();
    if (key.kind().runsPods()) {
      Instant begun = rollouts.getOrDefault(key, Instant.EPOCH);
      Duration running = Duration.between(begun, clock.instant());
      new RolloutStatus(podStart, stuck.contains(key) && rollouts.containsKey(key))
          .write(key.kind(), shown, running);
    }
    return shown;
  }

  private static JsonNode template(ObjectNode object) {
    return object.path("spec").path("template");
  }
}
