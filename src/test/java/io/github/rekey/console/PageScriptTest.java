package io.github.rekey.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a browser would not complain of in the page's script. */
class PageScriptTest {
  private static final Pattern FUNCTION = Pattern.compile("(?m)^(?:async )?function (\\w+)\\(");

  /** In a script that is no module the last one of a name is called by all. */
  @Test
  void noFunctionIsDeclaredTwice() throws IOException {
    try (var script = Page.class.getResourceAsStream("/console/console.js")) {
      String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      List<String> names = FUNCTION.matcher(text).results().map(PageScriptTest::name).toList();
      assertThat(names).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    }
  }

  private static String name(MatchResult declaration) {
    return declaration.group(1);
  }
}
