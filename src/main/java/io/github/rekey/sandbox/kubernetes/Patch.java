package io.github.rekey.sandbox.kubernetes;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Changes a document as JSON merge patch (RFC 7396) and JSON patch (RFC 6902: add, replace, remove
 * and test, on members of objects) say.
 */
final class Patch {
  private Patch() {}

  static ObjectNode merge(ObjectNode target, JsonNode patch) {
    for (Map.Entry<String, JsonNode> field : patch.properties()) {
      JsonNode value = field.getValue();
      if (value.isNull()) {
        target.remove(field.getKey());
      } else if (value.isObject()) {
        JsonNode old = target.path(field.getKey());
        ObjectNode inside = old instanceof ObjectNode object ? object : target.objectNode();
        target.set(field.getKey(), merge(inside, value));
      } else {
        target.set(field.getKey(), value);
      }
    }
    return target;
  }

  static ObjectNode json(ObjectNode target, JsonNode operations) {
    if (!(operations instanceof ArrayNode)) {
      throw Status.refused(400, "BadRequest", "a JSON patch is a list of operations");
    }
    operations.forEach(operation -> step(target, operation));
    return target;
  }

  private static void step(ObjectNode target, JsonNode operation) {
    JsonPointer at = JsonPointer.compile(operation.path("path").asText());
    JsonNode parent = target.at(at.head());
    String name = at.last().getMatchingProperty();
    boolean there = parent.has(name);
    String kind = operation.path("op").asText();
    boolean fits =
        switch (kind) {
          case "test" -> parent.path(name).equals(operation.path("value"));
          case "replace", "remove" -> there;
          default -> kind.equals("add");
        };
    if (!fits || !(parent instanceof ObjectNode object)) {
      throw Status.refused(422, "Invalid", "the server rejected our request: " + kind + " failed");
    }
    if (kind.equals("remove")) {
      object.remove(name);
    } else if (!kind.equals("test")) {
      object.set(name, operation.path("value"));
    }
  }
}
