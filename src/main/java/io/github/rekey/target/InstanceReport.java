package io.github.rekey.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which instances a webhook's receiver says have loaded the key: {@code {"instances": {"NAME":
 * "loaded" | "pending" | "failed"}}}. Any other word counts as pending.
 */
record InstanceReport(int loaded, int pending, List<String> failed) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SHOWABLE = Pattern.compile("[A-Za-z0-9._/-]{1,40}");
  private static final int MOST_NAMES = 5;

  /** Empty if the body says nothing about instances. */
  static Optional<InstanceReport> in(String body) {
    try {
      JsonNode instances = JSON.readTree(body).path("instances");
      return instances.isObject() ? Optional.of(of(instances)) : Optional.empty();
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }

  private static InstanceReport of(JsonNode instances) {
    int loaded = 0;
    List<String> failed = new ArrayList<>();
    for (var instance : instances.properties()) {
      String state = instance.getValue().asText();
      if (state.equals("loaded")) {
        loaded++;
      } else if (state.equals("failed")) {
        failed.add(instance.getKey());
      }
    }
    return new InstanceReport(loaded, instances.size() - loaded - failed.size(), failed);
  }

  int all() {
    return loaded + pending + failed.size();
  }

  /** The word of a receiver without instances is no evidence. */
  boolean settled() {
    return pending == 0 && all() > 0;
  }

  String words() {
    return "%d of %d instances".formatted(loaded, all());
  }

  /** A name is another's text: one that does not look like a name is not repeated. */
  String failedNames() {
    List<String> names =
        failed.stream()
            .limit(MOST_NAMES)
            .map(name -> SHOWABLE.matcher(name).matches() ? name : "(unshowable name)")
            .toList();
    int more = failed.size() - names.size();
    return String.join(", ", names) + (more > 0 ? " and %d more".formatted(more) : "");
  }
}
