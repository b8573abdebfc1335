package io.github.rekey.sandbox.appconfiguration;

import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.world.ConfigurationStore.Content;
import io.github.rekey.sandbox.world.ConfigurationStore.KeyValue;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How App Configuration writes a key-value, and reads what a client says of one. */
final class KeyValueDocument {
  private KeyValueDocument() {}

  /** With the fields that the request selects, or all. */
  static Map<String, Object> of(KeyValue keyValue, Call call) {
    Content content = keyValue.content();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("etag", keyValue.etag());
    document.put("key", keyValue.identity().key());
    document.put("label", keyValue.identity().label());
    document.put("content_type", content.contentType().isEmpty() ? null : content.contentType());
    document.put("value", content.value());
    document.put("tags", content.tags());
    document.put("locked", keyValue.locked());
    document.put("last_modified", modified(keyValue, DateTimeFormatter.ISO_OFFSET_DATE_TIME));
    selected(call, document);
    return document;
  }

  static Map<String, String> headers(KeyValue keyValue) {
    return Map.of(
        "Content-Type",
        "application/vnd.microsoft.appconfig.kv+json; charset=utf-8",
        "ETag",
        "\"" + keyValue.etag() + "\"",
        "Last-Modified",
        modified(keyValue, DateTimeFormatter.RFC_1123_DATE_TIME));
  }

  /** What the body of a PUT says; key, label and the rest stand in its URL or are the store's. */
  static Content content(Call call) {
    Map<String, String> tags = new TreeMap<>();
    call.json()
        .path("tags")
        .properties()
        .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
    return new Content(
        call.json().path("value").asText(""), call.json().path("content_type").asText(""), tags);
  }

  private static void selected(Call call, Map<String, Object> document) {
    Set<String> wanted =
        call.query("$Select").stream()
            .flatMap(fields -> Arrays.stream(fields.split(",")))
            .filter(field -> !field.isBlank())
            .collect(Collectors.toSet());
    if (!wanted.isEmpty()) {
      document.keySet().retainAll(wanted);
    }
  }

  /** To the second, as Azure gives it. */
  private static String modified(KeyValue keyValue, DateTimeFormatter format) {
    return format.format(
        keyValue.modified().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
  }
}
