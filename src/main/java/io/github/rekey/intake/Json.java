package io.github.rekey.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayDeque;
import java.util.Deque;

/** The one JSON parser of the room. Its error messages never quote the source. */
final class Json {
  /** Jackson's own limit; an element's depth is held to {@link Bounds#maxDepth()} after parsing. */
  private static final int PARSER_DEPTH = 1000;

  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(PARSER_DEPTH).build())
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .build();

  private Json() {}

  /** Whether a tree is nested deeper than this; does not recurse. */
  static boolean deeperThan(JsonNode tree, int depth) {
    Deque<JsonNode> level = new ArrayDeque<>();
    level.add(tree);
    for (int at = 0; !level.isEmpty(); at++) {
      if (at > depth) {
        return true;
      }
      Deque<JsonNode> below = new ArrayDeque<>();
      level.forEach(node -> node.forEach(child -> keepContainer(child, below)));
      level = below;
    }
    return false;
  }

  private static void keepContainer(JsonNode child, Deque<JsonNode> containers) {
    if (child.isContainerNode()) {
      containers.add(child);
    }
  }
}
