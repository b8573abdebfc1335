package io.github.rekey.intake;

import com.azure.core.models.CloudEvent;
import com.azure.core.util.BinaryData;
import com.azure.messaging.eventgrid.EventGridEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.rekey.triage.IgnoredBecause;
import io.github.rekey.triage.Origin;
import io.github.rekey.triage.Reading;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event from Event Grid, whichever of the two schemas it came in.
 *
 * @param source the topic or the CloudEvents source
 */
record GridEvent(
    Element element,
    String type,
    String source,
    String subject,
    Instant time,
    Fields data,
    Origin origin) {

  private static final List<String> EVENT_GRID_TEXTS =
      List.of("id", "topic", "subject", "eventtype", "eventtime", "dataversion", "metadataversion");
  private static final List<String> CLOUD_EVENT_TEXTS =
      List.of(
          "id",
          "source",
          "type",
          "specversion",
          "subject",
          "time",
          "datacontenttype",
          "dataschema",
          "data_base64");

  static GridEvent of(Element element) {
    return isCloudEvent(element.fields()) ? fromCloudEvent(element) : fromEventGrid(element);
  }

  static boolean isCloudEvent(Fields element) {
    return element.has("specversion") && !element.text("type").isEmpty();
  }

  static boolean isEventGrid(Fields element) {
    return !element.text("eventType").isEmpty() && element.has("data");
  }

  boolean is(String wanted) {
    return type.equalsIgnoreCase(wanted);
  }

  boolean isFrom(String prefix) {
    return type.toLowerCase(Locale.ROOT).startsWith(prefix.toLowerCase(Locale.ROOT));
  }

  List<Reading> ignored(IgnoredBecause reason, String sentence) {
    return Element.ignored(origin, reason, sentence);
  }

  /** The SDK's parser never ends on some events whose attributes are lists or objects. */
  private static void demandTexts(JsonNode event, List<String> names) {
    for (Map.Entry<String, JsonNode> field : event.properties()) {
      boolean known = names.contains(field.getKey().toLowerCase(Locale.ROOT));
      if (known && field.getValue().isContainerNode()) {
        throw new NotReadable("the attribute " + field.getKey() + " is no text");
      }
    }
  }

  private static GridEvent fromEventGrid(Element element) {
    require(element.fields().node(), "subject", "eventType", "data", "dataVersion");
    demandTexts(element.fields().node(), EVENT_GRID_TEXTS);
    EventGridEvent event = only(EventGridEvent.fromString(element.fields().node().toString()));
    return of(
        element,
        event.getId(),
        event.getEventType(),
        event.getTopic(),
        event.getSubject(),
        event.getEventTime(),
        event.getData());
  }

  private static GridEvent fromCloudEvent(Element element) {
    require(element.fields().node(), "id", "source", "type");
    demandTexts(element.fields().node(), CLOUD_EVENT_TEXTS);
    CloudEvent event = only(CloudEvent.fromString(spelledRight(element.fields().node())));
    return of(
        element,
        event.getId(),
        event.getType(),
        event.getSource(),
        event.getSubject(),
        event.getTime(),
        event.getData());
  }

  private static GridEvent of(
      Element element,
      @Nullable String id,
      String type,
      @Nullable String source,
      @Nullable String subject,
      @Nullable OffsetDateTime time,
      @Nullable BinaryData data) {
    Instant at = time == null ? element.arrival().at() : time.toInstant();
    String from = orEmpty(source).isEmpty() ? orEmpty(subject) : orEmpty(source);
    return new GridEvent(
        element,
        type,
        from,
        orEmpty(subject),
        at,
        read(data),
        element.origin(from, orEmpty(id), at));
  }

  /** The SDK's parsers refuse such events too, but log each as an error. */
  private static void require(JsonNode node, String... names) {
    for (String name : names) {
      if (!node.hasNonNull(name)) {
        throw new NotReadable("an event without " + name);
      }
    }
  }

  /** CloudEvent.fromString answers null for "null", and lists for single objects. */
  private static <T> T only(@Nullable List<T> parsed) {
    if (parsed == null || parsed.size() != 1 || parsed.get(0) == null) {
      throw new NotReadable("not one event");
    }
    return parsed.get(0);
  }

  /** Azure's specification example for SignalR spells the field {@code specVersion}. */
  private static String spelledRight(JsonNode node) {
    ObjectNode copy = ((ObjectNode) node).deepCopy();
    if (!copy.has("specversion")) {
      copy.put("specversion", new Fields(node).text("specversion"));
      copy.remove("specVersion");
    }
    return copy.toString();
  }

  private static Fields read(@Nullable BinaryData data) {
    try {
      JsonNode tree = data == null ? null : Json.MAPPER.readTree(data.toBytes());
      return tree == null ? Fields.NONE : new Fields(tree);
    } catch (IOException notJson) {
      return Fields.NONE;
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text.trim();
  }
}
