package io.github.rekey.target;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A workload as it was read: when its pods were last told to start anew, and how far they are. A
 * rollout is complete when kubectl's {@code rollout status} says so (kubectl,
 * polymorphichelpers/rollout_status.go), and no pod of the former template is left.
 */
record WorkloadState(WorkloadId id, JsonNode document) {
  /** What {@code kubectl rollout restart} writes into the pod template. */
  static final String RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

  /** When its pods were last told to start anew. */
  Optional<Instant> restartedAt() {
    JsonNode annotations = template().path("metadata").path("annotations");
    return time(annotations.path(RESTARTED_AT).asText());
  }

  /** What its rollout waits for; empty if it is complete. */
  Optional<String> pending() {
    JsonNode status = document.path("status");
    if (status.path("observedGeneration").asLong() < generation()) {
      return Optional.of(id + " to begin its rollout" + hint());
    }
    long wanted = wanted();
    long updated = updated();
    long old = id.kind() == WorkloadId.Kind.DEPLOYMENT ? count("replicas") - updated : 0;
    if (updated >= wanted && available() >= wanted && old <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        "%s to roll out: %d of %d pods new, %d available, %d old ones left%s"
            .formatted(id, updated, wanted, available(), Math.max(old, 0), hint()));
  }

  private long generation() {
    return document.path("metadata").path("generation").asLong();
  }

  private long wanted() {
    return id.kind() == WorkloadId.Kind.DAEMONSET
        ? count("desiredNumberScheduled")
        : document.path("spec").path("replicas").asLong(1);
  }

  private long updated() {
    return count(
        id.kind() == WorkloadId.Kind.DAEMONSET ? "updatedNumberScheduled" : "updatedReplicas");
  }

  private long available() {
    return count(id.kind() == WorkloadId.Kind.DAEMONSET ? "numberAvailable" : "availableReplicas");
  }

  private long count(String field) {
    return document.path("status").path(field).asLong();
  }

  /** Why it may wait for ever. */
  private String hint() {
    JsonNode spec = document.path("spec");
    if (spec.path("paused").asBoolean()) {
      return " (it is paused: resume it)";
    }
    JsonNode strategy = spec.path("updateStrategy");
    if (strategy.path("type").asText().equals("OnDelete")) {
      return " (its strategy is OnDelete: delete its pods)";
    }
    if (strategy.path("rollingUpdate").path("partition").asLong() > 0) {
      return " (its partition keeps pods back: set it to 0)";
    }
    boolean stuck =
        document.path("status").path("conditions").findValuesAsText("reason").stream()
            .anyMatch("ProgressDeadlineExceeded"::equals);
    return stuck ? " (it exceeded its progress deadline: look at its new pods)" : "";
  }

  /** Whether a pod finds this value of this Secret in its environment or in a volume. */
  boolean uses(KubernetesPlace place) {
    JsonNode pod = template().path("spec");
    return Stream.of("containers", "initContainers")
            .flatMap(kind -> elements(pod.path(kind)))
            .anyMatch(container -> inEnvironment(container, place))
        || elements(pod.path("volumes")).anyMatch(volume -> inVolume(volume, place));
  }

  private static boolean inEnvironment(JsonNode container, KubernetesPlace place) {
    return elements(container.path("env"))
            .map(variable -> variable.path("valueFrom").path("secretKeyRef"))
            .anyMatch(
                from ->
                    from.path("name").asText().equals(place.secret())
                        && from.path("key").asText().equals(place.key()))
        || elements(container.path("envFrom"))
            .anyMatch(from -> from.path("secretRef").path("name").asText().equals(place.secret()));
  }

  private static boolean inVolume(JsonNode volume, KubernetesPlace place) {
    JsonNode secret = volume.path("secret");
    boolean mounted = secret.path("secretName").asText().equals(place.secret());
    return mounted && shows(secret, place.key())
        || elements(volume.path("projected").path("sources"))
            .map(source -> source.path("secret"))
            .anyMatch(
                source ->
                    source.path("name").asText().equals(place.secret())
                        && shows(source, place.key()));
  }

  /** A volume without items shows every key. */
  private static boolean shows(JsonNode volume, String key) {
    return !volume.has("items")
        || elements(volume.path("items")).anyMatch(item -> item.path("key").asText().equals(key));
  }

  private JsonNode template() {
    return document.path("spec").path("template");
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  static Optional<Instant> time(String told) {
    try {
      return Optional.of(OffsetDateTime.parse(told).toInstant());
    } catch (DateTimeParseException untold) {
      return Optional.empty();
    }
  }
}
