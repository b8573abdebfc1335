package io.github.rekey.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who owns which data key of a Secret, in {@code metadata.managedFields}; of other fields no owners
 * are kept.
 */
final class FieldOwners {
  private FieldOwners() {}

  /** The data keys whose values differ. */
  static Set<String> changed(JsonNode old, JsonNode next) {
    Set<String> keys = new TreeSet<>();
    next.path("data").fieldNames().forEachRemaining(keys::add);
    keys.removeIf(key -> next.path("data").path(key).equals(old.path("data").path(key)));
    return keys;
  }

  /** Who else owns the data key; empty if nobody does. */
  static Optional<String> other(ObjectNode secret, String key, String manager) {
    for (JsonNode entry : secret.path("metadata").path("managedFields")) {
      String owner = entry.path("manager").asText();
      if (!owner.equals(manager) && data(entry).has("f:" + key)) {
        return Optional.of(owner);
      }
    }
    return Optional.empty();
  }

  /**
   * Makes the manager the one owner of the data keys.
   *
   * @param operation Update or Apply
   */
  static void take(
      ObjectNode secret, Set<String> keys, String manager, String operation, Instant now) {
    if (keys.isEmpty()) {
      return;
    }
    ArrayNode entries = secret.withObject("/metadata").withArray("managedFields");
    for (JsonNode entry : entries) {
      keys.forEach(key -> ((ObjectNode) entry).withObject("/fieldsV1/f:data").remove("f:" + key));
    }
    ObjectNode entry = entries.addObject();
    entry.put("manager", manager).put("operation", operation).put("apiVersion", "v1");
    entry.put("time", now.truncatedTo(ChronoUnit.SECONDS).toString()).put("fieldsType", "FieldsV1");
    keys.forEach(key -> entry.withObject("/fieldsV1/f:data").putObject("f:" + key));
  }

  private static JsonNode data(JsonNode entry) {
    return entry.path("fieldsV1").path("f:data");
  }
}
