package io.github.rekey.infra;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads from Terraform's text what Rekey is allowed and told. It knows resource blocks, quoted
 * strings and lists of them, and no more of the language.
 */
final class TerraformText {
  private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*(#|//).*$");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^resource \"(\\w+)\" \"(\\w+)\" \\{$(.*?)^\\}$");

  private final String text;

  TerraformText(String text) {
    this.text = COMMENT.matcher(text).replaceAll("");
  }

  /** All {@code *.tf} files of a directory. */
  static TerraformText in(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return new TerraformText(
          files
              .filter(file -> file.toString().endsWith(".tf"))
              .sorted()
              .map(TerraformText::read)
              .collect(joining("\n")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Actions and data actions of all custom roles, in lower case: Azure compares them so. */
  Set<String> rights() {
    return lowerCase(listed("actions", text), listed("data_actions", text));
  }

  /** Event types that any subscription delivers. */
  Set<String> eventTypes() {
    return new TreeSet<>(listed("included_event_types", text));
  }

  /**
   * Alerts that call the webhook: {@code service-health:SERVICE/INCIDENT_TYPE} and {@code
   * metric:METRIC/DIMENSION=VALUE}.
   */
  Set<String> alerts() {
    Set<String> found = new TreeSet<>();
    for (String alert : resources("azurerm_monitor_activity_log_alert")) {
      for (String service : listed("services", alert)) {
        listed("events", alert)
            .forEach(event -> found.add("service-health:" + service + "/" + event));
      }
    }
    for (String alert : resources("azurerm_monitor_metric_alert")) {
      String dimension = alert.substring(alert.indexOf("dimension {"));
      for (String value : listed("values", dimension)) {
        found.add(
            "metric:"
                + assigned("metric_name", alert)
                + "/"
                + assigned("name", dimension)
                + "="
                + value);
      }
    }
    return found;
  }

  /** Bodies of all resource blocks of a type. */
  List<String> resources(String type) {
    return BLOCK
        .matcher(text)
        .results()
        .filter(block -> block.group(1).equals(type))
        .map(block -> block.group(3))
        .toList();
  }

  /** The value, without quotes, of the first assignment to a name. */
  static String assigned(String name, String within) {
    Matcher found = Pattern.compile("(?m)^\\s*" + name + "\\s*=\\s*(.+)$").matcher(within);
    if (!found.find()) {
      throw new AssertionError("no " + name + " in " + within);
    }
    return found.group(1).strip().replace("\"", "");
  }

  String text() {
    return text;
  }

  private static List<String> listed(String name, String within) {
    List<String> all = new ArrayList<>();
    Matcher lists = Pattern.compile("(?ms)^\\s*" + name + "\\s*=\\s*\\[(.*?)\\]").matcher(within);
    while (lists.find()) {
      QUOTED.matcher(lists.group(1)).results().map(quoted -> quoted.group(1)).forEach(all::add);
    }
    return all;
  }

  private static Set<String> lowerCase(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream())
        .map(right -> right.toLowerCase(Locale.ROOT))
        .collect(toCollection(TreeSet::new));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
