package io.github.rekey.sandbox.eventgrid;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rekey.sandbox.http.Json;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Something to deliver; a subscription filters by its type. */
public sealed interface Event {
  String id();

  String type();

  String dataVersion();

  /** A single event, never an array. */
  JsonNode written(Schema schema);

  /** An event of an Azure service, written in the subscription's schema. */
  record Raised(
      String id,
      String topic,
      String subject,
      String type,
      Instant time,
      String dataVersion,
      Map<String, ?> data)
      implements Event {
    public static Raised now(
        Instant time,
        String topic,
        String subject,
        String type,
        String dataVersion,
        Map<String, ?> data) {
      String id = UUID.randomUUID().toString();
      return new Raised(id, topic, subject, type, time, dataVersion, data);
    }

    @Override
    public JsonNode written(Schema schema) {
      Map<String, Object> fields = new TreeMap<>();
      fields.put("id", id);
      fields.put("subject", subject);
      fields.put("data", data);
      if (schema == Schema.CLOUD_EVENTS) {
        fields.putAll(
            Map.of("source", topic, "type", type, "time", time.toString(), "specversion", "1.0"));
      } else {
        fields.putAll(Map.of("topic", topic, "eventType", type, "eventTime", time.toString()));
        fields.putAll(Map.of("dataVersion", dataVersion, "metadataVersion", "1"));
      }
      return Json.tree(fields);
    }
  }

  /** Any JSON, delivered as it is whatever the subscription's schema. */
  record Raw(String id, JsonNode body) implements Event {
    public static Raw of(JsonNode body) {
      return new Raw(UUID.randomUUID().toString(), body);
    }

    @Override
    public String type() {
      return body.path("eventType").asText(body.path("type").asText(""));
    }

    @Override
    public String dataVersion() {
      return body.path("dataVersion").asText("");
    }

    @Override
    public JsonNode written(Schema schema) {
      return body;
    }
  }
}
