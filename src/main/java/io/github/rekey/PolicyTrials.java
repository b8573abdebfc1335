package io.github.rekey;

import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.SignalRKeys;
import io.github.rekey.triage.Match;
import io.github.rekey.triage.Rulebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Tells which resources each rule of the policy is about, and rules that are about none. */
final class PolicyTrials {
  private final Configuration configuration;
  private final Fleet fleet;
  private final SignalRKeys keys;

  PolicyTrials(Configuration configuration, Fleet fleet, SignalRKeys keys) {
    this.configuration = configuration;
    this.fleet = fleet;
    this.keys = keys;
  }

  List<Trial> all() {
    Rulebook book = configuration.policy().toRulebook();
    return book.rules().isEmpty() && book.canaries() == null
        ? List.of()
        : List.of(new Trial("policy", () -> findings(book)));
  }

  private List<Finding> findings(Rulebook book) {
    List<ResourceId> resources = resources();
    List<Finding> findings = new ArrayList<>();
    try (KnownTags tags = new KnownTags(configuration.resources(), fleet, keys)) {
      if (book.asksForTags()) {
        tags.look();
      }
      book.rules()
          .forEach(
              r -> findings.add(finding("policy, rule " + r.name(), r.match(), resources, tags)));
      if (book.canaries() != null) {
        findings.add(finding("policy, canaries", book.canaries(), resources, tags));
      }
    }
    return findings;
  }

  private List<ResourceId> resources() {
    Configuration.Discover discover = configuration.discover();
    Stream<ResourceId> found =
        discover == null
            ? Stream.empty()
            : keys.discover(discover.subscription(), discover.tags()).stream();
    return Stream.concat(fleet.all().stream().map(ManagedResource::id), found).distinct().toList();
  }

  private static Finding finding(
      String what, Match match, List<ResourceId> resources, KnownTags tags) {
    long matched =
        resources.stream().filter(id -> match.fits(id, tags.of(id).orElse(Map.of()))).count();
    return matched > 0
        ? Finding.ok(what, "matches %d of %d resources".formatted(matched, resources.size()))
        : Finding.fail(
            what,
            "matches no resource",
            "correct its resources or tags, or tag the resources; or take it out");
  }
}
