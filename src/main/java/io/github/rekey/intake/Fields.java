package io.github.rekey.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Liberal access to a JSON object: names in any letter case and with stray spaces (Azure's samples
 * have {@code "ObjectName "} and {@code "ResourceType"}), numbers or strings, objects and arrays
 * also as escaped strings, and {@code {"value": …}} for a plain value. Nothing here throws.
 */
record Fields(JsonNode node) {
  static final Fields NONE = new Fields(MissingNode.getInstance());

  /** The field's text, trimmed; empty if there is none. */
  String text(String name) {
    JsonNode found = find(name);
    if (found.isObject()) {
      found = new Fields(found).find("value");
    }
    return found.isValueNode() && !found.isNull() ? Redaction.storable(found.asText()).trim() : "";
  }

  /** The first of these fields that has a text. */
  String firstText(String... names) {
    for (String name : names) {
      String text = text(name);
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  boolean is(String name, String value) {
    return text(name).equalsIgnoreCase(value);
  }

  boolean has(String name) {
    return !find(name).isMissingNode();
  }

  /** The object inside, also where it came as an escaped string. */
  Fields in(String... path) {
    Fields here = this;
    for (String name : path) {
      JsonNode unwrapped = unwrapped(here.find(name));
      here = unwrapped.isObject() ? new Fields(unwrapped) : NONE;
    }
    return here;
  }

  /** The objects of an array, also where it came as an escaped string; a lone object counts. */
  List<Fields> list(String name) {
    JsonNode found = unwrapped(find(name));
    List<Fields> items = new ArrayList<>();
    if (found.isObject()) {
      items.add(new Fields(found));
    }
    if (found.isArray()) {
      found.forEach(item -> items.add(new Fields(item)));
    }
    return items;
  }

  /** The texts of an array of values; a lone value counts. */
  List<String> texts(String name) {
    JsonNode found = unwrapped(find(name));
    List<String> items = new ArrayList<>();
    if (found.isValueNode() && !found.isNull()) {
      items.add(Redaction.storable(found.asText()).trim());
    }
    if (found.isArray()) {
      found.forEach(item -> items.add(Redaction.storable(item.asText()).trim()));
    }
    items.removeIf(String::isEmpty);
    return items;
  }

  /** ISO 8601 with or without an offset (then UTC), or epoch seconds as number or string. */
  Optional<Instant> instant(String name) {
    return instantOf(text(name)).filter(Fields::storable);
  }

  private static Optional<Instant> instantOf(String text) {
    try {
      if (text.isEmpty()) {
        return Optional.empty();
      }
      if (text.matches("\\d{1,12}")) {
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
      }
      return Optional.of(
          text.matches(".*(?:[zZ]|[+-]\\d\\d:\\d\\d)$")
              ? OffsetDateTime.parse(text).toInstant()
              : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  /** Within what every database's timestamp holds. */
  static boolean storable(Instant at) {
    return at.getEpochSecond() >= 0 && at.getEpochSecond() < 253_402_300_800L;
  }

  private JsonNode find(String name) {
    JsonNode exact = node.path(name);
    if (!exact.isMissingNode() || !node.isObject()) {
      return exact;
    }
    String wanted = name.toLowerCase(Locale.ROOT);
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (field.getKey().trim().toLowerCase(Locale.ROOT).equals(wanted)) {
        return field.getValue();
      }
    }
    return MissingNode.getInstance();
  }

  private static JsonNode unwrapped(JsonNode found) {
    String text = found.isTextual() ? found.textValue().trim() : "";
    if (!text.startsWith("{") && !text.startsWith("[")) {
      return found;
    }
    try {
      return Json.MAPPER.readTree(text);
    } catch (JsonProcessingException notJsonAfterAll) {
      return found;
    }
  }
}
