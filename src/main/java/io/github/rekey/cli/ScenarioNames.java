package io.github.rekey.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/** The scenarios' names, as written on the command line. */
final class ScenarioNames implements Iterable<String> {
  static List<String> all() {
    return Arrays.stream(Scenarios.values()).map(Scenarios::toString).toList();
  }

  static String joined() {
    return all().stream().collect(Collectors.joining(", "));
  }

  @Override
  public Iterator<String> iterator() {
    return all().iterator();
  }
}
