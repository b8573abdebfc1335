package io.github.rekey.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a body into elements before anything looks inside: a single object, an array (Event Grid, or
 * a CloudEvents batch), the Event Hubs envelope {@code {"records": […]}}, a REST page {@code
 * {"value": […]}}, or several of these in a row. Where the JSON breaks off, what was whole before
 * stands and the rest becomes one broken piece.
 */
final class ElementSplitter {
  private final Bounds bounds;

  ElementSplitter(Bounds bounds) {
    this.bounds = bounds;
  }

  /** A part of the body. */
  sealed interface Piece {
    record Whole(JsonNode element) implements Piece {}

    record Broken(String reason, String text) implements Piece {}
  }

  List<Piece> split(byte[] body) {
    if (body.length > bounds.maxBytes()) {
      return List.of(broken("larger than " + bounds.maxBytes() + " bytes", body, 0));
    }
    List<Piece> pieces = new ArrayList<>();
    long[] restFrom = {0};
    try (JsonParser parser = Json.MAPPER.createParser(body)) {
      readAll(parser, pieces, restFrom);
    } catch (JsonProcessingException e) {
      pieces.add(broken("not JSON: " + Redaction.line(e.getOriginalMessage()), body, restFrom[0]));
    } catch (IOException unreadable) {
      String reason =
          "in no encoding of JSON: " + Redaction.line(String.valueOf(unreadable.getMessage()));
      pieces.add(broken(reason, body, restFrom[0]));
    }
    return pieces.isEmpty() ? List.of(broken("empty", body, 0)) : bounded(pieces, body);
  }

  private static void readAll(JsonParser parser, List<Piece> pieces, long[] restFrom)
      throws IOException {
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          restFrom[0] = parser.currentTokenLocation().getByteOffset();
          pieces.add(new Piece.Whole(parser.readValueAsTree()));
        }
      } else {
        restFrom[0] = parser.currentTokenLocation().getByteOffset();
        opened(parser.readValueAsTree()).forEach(node -> pieces.add(new Piece.Whole(node)));
      }
      restFrom[0] = parser.currentLocation().getByteOffset();
    }
  }

  private static Iterable<JsonNode> opened(JsonNode root) {
    for (String envelope : List.of("records", "value")) {
      if (root.path(envelope).isArray() && !root.has("schemaId")) {
        return root.path(envelope);
      }
    }
    return List.of(root);
  }

  private List<Piece> bounded(List<Piece> pieces, byte[] body) {
    if (pieces.size() > bounds.maxElements()) {
      return List.of(broken("more than " + bounds.maxElements() + " elements", body, 0));
    }
    return pieces.stream().map(this::bounded).toList();
  }

  private Piece bounded(Piece piece) {
    if (!(piece instanceof Piece.Whole whole)) {
      return piece;
    }
    JsonNode element = whole.element();
    if (!element.isObject()) {
      return new Piece.Broken("an element that is not an object", element.toString());
    }
    return Json.deeperThan(element, bounds.maxDepth() - 1)
        ? new Piece.Broken("nested deeper than " + bounds.maxDepth(), element.toString())
        : whole;
  }

  private static Piece broken(String reason, byte[] body, long from) {
    int start = (int) Math.max(0, Math.min(from, body.length));
    return new Piece.Broken(
        reason, new String(body, start, body.length - start, StandardCharsets.UTF_8));
  }
}
