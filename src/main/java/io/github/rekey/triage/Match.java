package io.github.rekey.triage;

import io.github.rekey.rotation.ResourceId;
import java.util.Map;
import java.util.Set;

/**
 * Which resources are meant: all of what is given must fit, and what is not given fits all.
 *
 * @param resources one of these; empty for any
 * @param tags every one of these, with its value; names in any letter case, as in ARM
 */
public record Match(Set<ResourceId> resources, Map<String, String> tags) {
  public static Match everything() {
    return new Match(Set.of(), Map.of());
  }

  public boolean fits(ResourceId resource, Map<String, String> carried) {
    return (resources.isEmpty() || resources.contains(resource))
        && tags.entrySet().stream().allMatch(tag -> carries(carried, tag.getKey(), tag.getValue()));
  }

  private static boolean carries(Map<String, String> carried, String name, String value) {
    return carried.entrySet().stream()
        .anyMatch(tag -> tag.getKey().equalsIgnoreCase(name) && tag.getValue().equals(value));
  }

  /** Naming a resource is more specific than naming a tag, and a tag more than nothing. */
  int specificity() {
    return resources.isEmpty() ? (tags.isEmpty() ? 0 : 1) : 2;
  }
}
