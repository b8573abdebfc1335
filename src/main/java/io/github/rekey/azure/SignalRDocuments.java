package io.github.rekey.azure;

import com.azure.core.util.BinaryData;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rekey.rotation.AccessKey;
import io.github.rekey.rotation.KeyPair;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.ResourceState;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what ARM answers about SignalR resources. Its failures never quote the document. */
final class SignalRDocuments {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One page of a subscription's resources; {@code nextLink} is empty on the last. */
  record Page(List<JsonNode> resources, String nextLink) {}

  private SignalRDocuments() {}

  static KeyPair keys(BinaryData body) {
    JsonNode document = read(body);
    return new KeyPair(
        new AccessKey(text(document, "primaryKey")), new AccessKey(text(document, "secondaryKey")));
  }

  static ResourceState state(BinaryData body) {
    JsonNode document = read(body);
    JsonNode properties = document.path("properties");
    return new ResourceState(
        properties.path("disableLocalAuth").asBoolean(false),
        properties.path("resourceStopped").asText("").equalsIgnoreCase("true"),
        endpoint(properties),
        text(document, "location"),
        serviceMode(properties),
        tags(document));
  }

  static Page page(BinaryData body) {
    JsonNode document = read(body);
    List<JsonNode> resources = new ArrayList<>();
    document.path("value").forEach(resources::add);
    return new Page(resources, document.path("nextLink").asText(""));
  }

  static ResourceId id(JsonNode resource) {
    return new ResourceId(text(resource, "id"));
  }

  /** Azure answers publicPort 443; a private cloud may answer another one. */
  private static URI endpoint(JsonNode properties) {
    String host = text(properties, "hostName");
    int port = properties.path("publicPort").asInt(443);
    return URI.create("https://" + host + (port == 443 || host.contains(":") ? "" : ":" + port));
  }

  private static String serviceMode(JsonNode properties) {
    for (JsonNode feature : properties.path("features")) {
      if (feature.path("flag").asText("").equalsIgnoreCase("ServiceMode")) {
        return feature.path("value").asText("Default");
      }
    }
    return "Default";
  }

  /** ARM's tag names ignore letter case. */
  static Map<String, String> tags(JsonNode resource) {
    Map<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    resource.path("tags").properties().forEach(t -> tags.put(t.getKey(), t.getValue().asText()));
    return tags;
  }

  private static String text(JsonNode document, String field) {
    String text = document.path(field).asText("");
    if (text.isBlank()) {
      throw new IllegalStateException("ARM's answer has no " + field);
    }
    return text;
  }

  private static JsonNode read(BinaryData body) {
    try {
      return JSON.readTree(body.toString());
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException("ARM's answer is not JSON");
    }
  }
}
