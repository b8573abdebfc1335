package io.github.rekey.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rekey.ScannedResource;
import io.github.rekey.rotation.Sighting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a scan showed, as an exit code and as JSON. */
record ScanResult(List<ScannedResource> resources) {
  private static final ObjectMapper JSON = new ObjectMapper();

  int strangers() {
    return resources.stream().mapToInt(each -> each.report().strangers().size()).sum();
  }

  /** True if there was something to search and all of it could be read: only then all are known. */
  boolean complete() {
    return searched()
        && resources.stream()
            .allMatch(each -> each.trouble().isEmpty() && each.report().unread().isEmpty());
  }

  /** True if any search answered. */
  boolean searched() {
    return resources.stream().anyMatch(each -> !each.report().searched().isEmpty());
  }

  int exitCode() {
    if (strangers() > 0) {
      return Main.NEEDS_OPERATOR;
    }
    return complete() ? Main.DONE : Main.FAILED;
  }

  String json(String fragment) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("unknown", strangers());
    result.put("complete", complete());
    result.put("resources", resources.stream().map(ScanResult::resource).toList());
    result.put("fragment", fragment);
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(result);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the result is not JSON", e);
    }
  }

  private static Map<String, Object> resource(ScannedResource scanned) {
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("id", scanned.id().value());
    resource.put("name", scanned.id().name());
    resource.put("holders", scanned.report().sightings().stream().map(ScanResult::holder).toList());
    resource.put("searched", scanned.report().searched());
    resource.put("unread", scanned.report().unread());
    if (!scanned.trouble().isEmpty()) {
      resource.put("trouble", scanned.trouble());
    }
    return resource;
  }

  private static Map<String, Object> holder(Sighting seen) {
    Map<String, Object> holder = new LinkedHashMap<>();
    holder.put("place", seen.place());
    holder.put("kind", kind(seen));
    holder.put("known", seen.known());
    holder.put("holds", seen.use());
    if (seen.fingerprint() != null) {
      holder.put("fingerprint", seen.fingerprint().value());
    }
    if (seen.source() != null) {
      holder.put("source", seen.source());
    }
    return holder;
  }

  static String kind(Sighting seen) {
    return seen.place().split(":", 2)[0];
  }
}
