package io.github.rekey.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.FailureKind;
import io.github.rekey.triage.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever reads a constant in the log at night finds it in the runbook. */
class RunbookTest {
  @Test
  void everyReasonHasAnEntryAndNoEntryIsLeftOver() throws IOException {
    assertThat(entries("## Reasons").keySet())
        .containsExactlyInAnyOrderElementsOf(names(Reason.values()));
  }

  @Test
  void everyFailureHasAnEntryAndNoEntryIsLeftOver() throws IOException {
    assertThat(entries("## Failures").keySet())
        .containsExactlyInAnyOrderElementsOf(names(FailureKind.values()));
  }

  @Test
  void everyEntrySaysWhatItMeansWhatToLookAtAndWhatToDo() throws IOException {
    Map<String, String> all = new LinkedHashMap<>(entries("## Reasons"));
    all.putAll(entries("## Failures"));

    assertThat(all)
        .allSatisfy(
            (name, entry) ->
                assertThat(entry)
                    .as(name)
                    .containsPattern("\\*\\*Means:\\*\\* \\S")
                    .containsPattern("\\*\\*Look at:\\*\\* \\S")
                    .containsPattern("\\*\\*Do:\\*\\* \\S"));
  }

  private static Map<String, String> entries(String chapter) throws IOException {
    String runbook = Files.readString(Path.of("docs/runbook.md"));
    String body =
        Arrays.stream(runbook.split("(?m)^(?=## )"))
            .filter(part -> part.startsWith(chapter + "\n"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no chapter " + chapter));
    Map<String, String> entries = new LinkedHashMap<>();
    for (String entry : body.split("(?m)^(?=### )")) {
      if (entry.startsWith("### ")) {
        String name = entry.substring(4, entry.indexOf('\n')).replace("`", "").strip();
        assertThat(entries.put(name, entry)).as("a second entry " + name).isNull();
      }
    }
    return entries;
  }

  private static List<String> names(Enum<?>[] constants) {
    List<String> names = new ArrayList<>();
    for (Enum<?> constant : constants) {
      names.add(constant.name());
    }
    return names;
  }
}
