package io.github.rekey.sandbox.signalr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages of the SignalR hub protocol, JSON flavour, without their record separator. */
public final class HubMessages {
  public static final int INVOCATION = 1;
  static final int PING = 6;
  static final int CLOSE = 7;
  private static final String END = "\u001e";
  private static final ObjectMapper JSON = new ObjectMapper();

  private HubMessages() {}

  static List<String> split(String text) {
    return Arrays.stream(text.split(END)).filter(part -> !part.isBlank()).toList();
  }

  static String ended(String message) {
    return message + END;
  }

  /** Anything but a JSON object is read as an empty one. */
  public static JsonNode parse(String message) {
    try {
      JsonNode node = JSON.readTree(message);
      return node.isObject() ? node : JSON.createObjectNode();
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }

  public static int type(String message) {
    return parse(message).path("type").asInt();
  }

  static String handshakeAnswer(@Nullable String error) {
    ObjectNode node = JSON.createObjectNode();
    return error == null ? node.toString() : node.put("error", error).toString();
  }

  static String ping() {
    return message(PING).toString();
  }

  public static String invocation(String target, JsonNode arguments) {
    return message(INVOCATION).put("target", target).set("arguments", arguments).toString();
  }

  public static String completion(String invocationId, @Nullable JsonNode result) {
    ObjectNode node = message(3).put("invocationId", invocationId);
    return node.set("result", result == null ? JsonNodeFactory.instance.nullNode() : result)
        .toString();
  }

  public static String failure(String invocationId, String error) {
    return message(3).put("invocationId", invocationId).put("error", error).toString();
  }

  static String close(@Nullable String error) {
    ObjectNode node = message(CLOSE).put("allowReconnect", true);
    return error == null ? node.toString() : node.put("error", error).toString();
  }

  private static ObjectNode message(int type) {
    return JSON.createObjectNode().put("type", type);
  }
}
