package io.github.rekey.target;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * One value of a Secret as it was read. Never printed.
 *
 * @param value null if there is no such data key, or it is not text
 * @param changedAt when the value was last written, on the API server's clock; null if not told
 * @param obstacle why writing it would fail, or be undone; null if nothing is known against it
 */
record StoredSecret(
    String resourceVersion,
    @Nullable String value,
    @Nullable Instant changedAt,
    @Nullable String obstacle) {

  static StoredSecret of(JsonNode secret, String key) {
    JsonNode metadata = secret.path("metadata");
    return new StoredSecret(
        metadata.path("resourceVersion").asText(),
        text(secret.path("data").path(key).asText("")).orElse(null),
        StreamSupport.stream(metadata.path("managedFields").spliterator(), false)
            .filter(entry -> owns(entry, key))
            .flatMap(entry -> time(entry.path("time").asText()).stream())
            .max(Comparator.naturalOrder())
            .orElse(null),
        obstacle(secret, key).orElse(null));
  }

  /** The text of a data value; empty if it is none, or not UTF-8. */
  static Optional<String> text(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    } catch (CharacterCodingException | IllegalArgumentException notText) {
      return Optional.empty();
    }
  }

  private static Optional<String> obstacle(JsonNode secret, String key) {
    if (secret.path("immutable").asBoolean()) {
      return Optional.of("is immutable: put the new key into a new Secret and name that one");
    }
    return StreamSupport.stream(
            secret.path("metadata").path("ownerReferences").spliterator(), false)
        .filter(owner -> owner.path("controller").asBoolean())
        .map(owner -> owner.path("kind").asText() + "/" + owner.path("name").asText())
        .findFirst()
        .or(() -> applier(secret, key))
        .map(who -> "is kept by " + who + ", who would put the old key back: change it there");
  }

  /** Whoever declared the value by server-side apply, and would be overruled by a write. */
  private static Optional<String> applier(JsonNode secret, String key) {
    return StreamSupport.stream(secret.path("metadata").path("managedFields").spliterator(), false)
        .filter(entry -> entry.path("operation").asText().equals("Apply") && owns(entry, key))
        .map(entry -> entry.path("manager").asText())
        .filter(manager -> !manager.equals(KubernetesSecrets.MANAGER))
        .findFirst();
  }

  private static boolean owns(JsonNode entry, String key) {
    return entry.path("fieldsV1").path("f:data").has("f:" + key);
  }

  /** Told in whole seconds: rounded up, so that what happened before is not taken for later. */
  private static Optional<Instant> time(String told) {
    return WorkloadState.time(told).map(time -> time.plus(Duration.ofSeconds(1)));
  }

  @Override
  public String toString() {
    return "StoredSecret(" + resourceVersion + ", value hidden)";
  }
}
