package io.github.rekey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A rule whose test does not exist is a wish. */
class InvariantsTest {
  private static final Path SOURCES = Path.of("src", "test", "java");
  private static final Pattern NAMED = Pattern.compile("`(?:([A-Z]\\w+))?\\.?([a-z]\\w+)?`");

  private static List<String> rows() throws IOException {
    return rows("INVARIANTS.md", "\\d+");
  }

  private static List<String> rows(String page, String first) throws IOException {
    return Files.readAllLines(Path.of(page)).stream()
        .filter(line -> line.matches("\\| " + first + " \\|.*"))
        .toList();
  }

  @Test
  void thereAreTen() throws IOException {
    assertThat(rows()).hasSize(10);
  }

  @Test
  void everyInvariantNamesTestsThatExist() throws IOException {
    for (String row : rows()) {
      namesTestsThatExist(row);
    }
  }

  @Test
  void everyFailureModeNamesTestsThatExist() throws IOException {
    List<String> modes = rows("docs/failure-modes.md", "(?!what goes wrong)[a-z][^|]*");
    assertThat(modes).hasSizeGreaterThan(20);
    for (String mode : modes) {
      namesTestsThatExist(mode);
    }
  }

  private static void namesTestsThatExist(String row) throws IOException {
    Matcher names = NAMED.matcher(row.substring(row.lastIndexOf('|', row.length() - 2)));
    String source = "";
    int found = 0;
    while (names.find()) {
      source = names.group(1) == null ? source : source(names.group(1));
      assertThat(source).as("class of %s", names.group()).isNotEmpty();
      if (names.group(2) != null) {
        assertThat(source).as(names.group()).contains(" " + names.group(2) + "(");
      }
      found++;
    }
    assertThat(found).as(row).isPositive();
  }

  private static String source(String type) throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      Path file =
          files
              .filter(path -> path.getFileName().toString().equals(type + ".java"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("there is no test class " + type));
      return Files.readString(file);
    }
  }
}
