package io.github.rekey;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.triage.Rule;
import io.github.rekey.triage.Rulebook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The annotated example of docs/policy.md is one that Rekey takes. */
class PolicyExampleTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```yaml\\n(.*?)```");

  @TempDir Path folder;

  @Test
  void itIsReadWithAllItsRules() throws Exception {
    Matcher block = BLOCK.matcher(Files.readString(Path.of("docs/policy.md")));
    assertThat(block.find()).as("a yaml block").isTrue();
    Path file = Files.writeString(folder.resolve("rekey.yaml"), block.group(1));
    Rulebook rules = new ConfigurationFile(Map.of()).read(file).policy().toRulebook();

    assertThat(rules.rules())
        .extracting(Rule::name)
        .containsExactly("quiet-december", "production", "chat-by-hand", "sandbox");
    assertThat(rules.canaries()).isNotNull();
    assertThat(rules.asksForTags()).isTrue();
  }
}
