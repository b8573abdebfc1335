package io.github.rekey.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageTest {
  private final String html = text("index.html");
  private final String script = text("console.js");
  private final String style = text("console.css");

  @Test
  void scriptPutsTextInAndNeverMarkup() {
    assertThat(script)
        .contains("textContent")
        .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write")
        .doesNotContain("eval(", "new Function", "DOMParser", "srcdoc");
  }

  @Test
  void pageHasNoInlineScriptOrStyleAndFetchesNothingFromElsewhere() {
    assertThat(html).doesNotContainPattern("<style|\\sstyle=|\\son[a-z]+=|<script(?![^>]*src=)");
    assertThat(html.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:");
    assertThat(style).doesNotContain("@import", "url(");
    assertThat(script.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:");
    assertThat(script).doesNotContain(".style", "\"style\"");
  }

  @Test
  void everyElementThatTheScriptNamesIsInThePage() {
    assertThat(found("id=\"([a-z-]+)\"", html))
        .containsAll(found("\\bat\\(\"([a-z-]+)\"\\)", script));
  }

  @Test
  void everyColourVariableOfTheLightThemeIsInTheDarkThemeToo() {
    int dark = style.indexOf("@media (prefers-color-scheme: dark)");
    String light = style.substring(0, dark);
    String after = style.substring(dark, style.indexOf("* {"));

    assertThat(found("(--[a-z-]+):", after)).isEqualTo(found("(--[a-z-]+):", light));
  }

  private static Set<String> found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    Set<String> found = new TreeSet<>();
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static String text(String name) {
    return new String(Page.load(name), StandardCharsets.UTF_8);
  }
}
