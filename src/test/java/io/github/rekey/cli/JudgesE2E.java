package io.github.rekey.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Microsoft's JavaScript clients as judges of the running sandbox. They run where npm has installed
 * them, and know nothing but the describe file.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JudgesE2E {
  private static final Path JUDGES = Path.of("src", "test", "judges").toAbsolutePath();
  private RunningSandbox sandbox;

  @BeforeAll
  void start(@TempDir Path folder) {
    sandbox = RunningSandbox.start(folder);
  }

  @AfterAll
  void stop() throws InterruptedException {
    sandbox.close();
  }

  @Test
  void theJavaScriptClientsCannotTell() throws Exception {
    assumeTrue(onPath("node"), "node is not installed");
    assumeTrue(
        Files.isDirectory(JUDGES.resolve("node_modules")),
        "the judges are not installed: npm ci --prefix src/test/judges");
    assertThat(judge(sandbox.file())).contains("9 passed, 0 failed");
  }

  @Test
  void everyKeyOfTheDescribeFileIsDocumentedAndNoOther() throws IOException {
    Set<String> described = new HashSet<>();
    sandbox.description().fieldNames().forEachRemaining(described::add);
    described.add("rekeyConfig");
    described.addAll(List.of("configurationStore", "consumers"));
    assertThat(documented()).containsExactlyInAnyOrderElementsOf(described);
  }

  /** What the first column of the table under its heading names. */
  private static Set<String> documented() throws IOException {
    String text = Files.readString(Path.of("docs", "sandbox.md"));
    int begin = text.indexOf("## The describe file");
    String part = text.substring(begin, text.indexOf("\n## ", begin));
    Set<String> keys = new HashSet<>();
    part.lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> Pattern.compile("`(\\w+)`").matcher(line.split("\\|")[1]))
        .flatMap(Matcher::results)
        .forEach(key -> keys.add(key.group(1)));
    return keys;
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static String judge(Path described) throws IOException, InterruptedException {
    Process node =
        new ProcessBuilder("node", "judge.mjs", described.toString())
            .directory(JUDGES.toFile())
            .redirectErrorStream(true)
            .start();
    try {
      String report = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(node.waitFor(2, TimeUnit.MINUTES)).as(report).isTrue();
      assertThat(node.exitValue()).as(report).isZero();
      return report;
    } finally {
      node.destroyForcibly();
    }
  }
}
