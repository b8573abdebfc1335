package io.github.rekey;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.Fleet;
import io.github.rekey.rotation.ManagedResource;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.ToyAzure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule that is about nothing is found before it is missed. */
class PolicyTrialsTest {
  @TempDir Path folder;

  private final ToyAzure azure = new ToyAzure();
  private final Fleet fleet =
      new Fleet() {
        @Override
        public List<ManagedResource> all() {
          return List.of(azure.resource());
        }

        @Override
        public Optional<ManagedResource> find(ResourceId id) {
          return all().stream().filter(r -> r.id().equals(id)).findFirst();
        }
      };

  private List<Finding> findings(String policy) throws Exception {
    Path file = folder.resolve("rekey.yaml");
    Files.writeString(
        file,
        "resources: [{id: %s, region: x, tags: [env=prod]}]\npolicy: {%s}"
            .formatted(ToyAzure.RESOURCE, policy));
    Configuration configuration = new ConfigurationFile(Map.of()).read(file);
    return new PolicyTrials(configuration, fleet, azure)
        .all().stream().flatMap(trial -> trial.run().stream()).toList();
  }

  @Test
  void aRuleThatMatchesNothingIsTold() throws Exception {
    assertThat(findings("rules: [{name: lost, tags: [env=test]}]"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.ok()).isFalse();
              assertThat(finding.what()).isEqualTo("policy, rule lost");
              assertThat(finding.next()).contains("tags");
            });
  }

  @Test
  void rulesAndCanariesThatMatchAreFine() throws Exception {
    assertThat(findings("rules: [{name: prod, tags: [ENV=prod]}], canaries: {tags: [env=prod]}"))
        .hasSize(2)
        .allMatch(Finding::ok);
  }

  @Test
  void withoutRulesThereIsNothingToTell() throws Exception {
    assertThat(findings("mode: APPROVE")).isEmpty();
  }
}
