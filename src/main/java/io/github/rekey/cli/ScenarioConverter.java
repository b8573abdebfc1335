package io.github.rekey.cli;

import picocli.CommandLine;

/** From a name on the command line to a scenario. */
final class ScenarioConverter implements CommandLine.ITypeConverter<Scenario> {
  @Override
  public Scenario convert(String name) {
    for (Scenarios scenario : Scenarios.values()) {
      if (scenario.toString().equalsIgnoreCase(name)) {
        return scenario;
      }
    }
    throw new CommandLine.TypeConversionException(
        "there is no scenario '%s'; choose one of %s".formatted(name, ScenarioNames.joined()));
  }
}
