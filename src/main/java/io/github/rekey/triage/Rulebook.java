package io.github.rekey.triage;

import io.github.rekey.rotation.ResourceId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole policy: its defaults, the rules that override them, and who goes first.
 *
 * @param canaries null if nobody goes before the others
 */
public record Rulebook(Policy defaults, List<Rule> rules, @Nullable Match canaries) {
  public static Rulebook of(Policy defaults) {
    return new Rulebook(defaults, List.of(), null);
  }

  /** More specific rules come first; of equally specific ones, the later in the file. */
  Ruling ruling(ResourceId resource, Map<String, String> tags) {
    List<Rule> matching = new ArrayList<>();
    rules.stream().filter(rule -> rule.match().fits(resource, tags)).forEach(matching::add);
    Collections.reverse(matching);
    matching.sort(Comparator.comparing((Rule rule) -> rule.match().specificity()).reversed());
    return new Ruling(defaults, List.copyOf(matching));
  }

  boolean canary(ResourceId resource, Map<String, String> tags) {
    return canaries != null && canaries.fits(resource, tags);
  }

  /** Whether a resource's tags have a say at all. */
  public boolean asksForTags() {
    return (canaries != null && !canaries.tags().isEmpty())
        || rules.stream().anyMatch(rule -> !rule.match().tags().isEmpty());
  }
}
