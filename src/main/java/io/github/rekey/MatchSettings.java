package io.github.rekey;

import io.github.rekey.rotation.ResourceId;
import io.github.rekey.triage.Match;
import java.util.List;
import java.util.Set;

/**
 * Some resources: those listed, or those that carry all tags, or of the listed those that do.
 *
 * @param tags texts of the form name=value
 */
public record MatchSettings(List<ResourceId> resources, List<String> tags) {
  public MatchSettings {
    resources = resources == null ? List.of() : List.copyOf(resources);
    tags = tags == null ? List.of() : List.copyOf(tags);
    TagTexts.parse(tags);
    if (resources.isEmpty() && tags.isEmpty()) {
      throw new IllegalArgumentException(
          "canaries: give resources or tags; if all went first, nobody would");
    }
  }

  Match toMatch() {
    return new Match(Set.copyOf(resources), TagTexts.parse(tags));
  }
}
