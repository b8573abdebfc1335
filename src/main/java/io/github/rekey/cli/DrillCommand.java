package io.github.rekey.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plays a scenario on a simulated Azure and proves that every client is back. */
@Command(
    name = "drill",
    description = {
      "Start a simulated Azure and Rekey in one process, play a scenario on the real clock,",
      "and exit 0 only if every client is back on a key that works and nothing else broke."
    })
final class DrillCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--scenario",
      defaultValue = "mandatory-regeneration",
      converter = ScenarioConverter.class,
      completionCandidates = ScenarioNames.class,
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Scenario scenario = Scenarios.MANDATORY_REGENERATION;

  @Option(
      names = "--clients",
      defaultValue = "200",
      description = "Real SignalR clients to connect (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Option(
      names = "--resources",
      defaultValue = "1000",
      description = "Resources of a fleet, in the scenario fleet only (default: ${DEFAULT-VALUE}).")
  private int resources;

  @Option(
      names = "--pace",
      defaultValue = "10",
      description =
          "How much faster than Azure a fleet's limits refill; 1 is Azure (default: ${DEFAULT-VALUE}).")
  private double pace;

  @Option(names = "--faults", description = "Let everything that can go wrong go wrong.")
  private boolean faults;

  @Option(names = "--seed", description = "Order of the faults; switches them on.")
  private @Nullable Long seed;

  @Option(names = "--json", description = "Print the events and the result as JSON lines.")
  private boolean json;

  @Option(
      names = "--work",
      description = "Folder for database and configuration; a temporary one if left out.")
  private @Nullable Path work;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Screen screen = new Screen(out, !json && Screen.attached());
    DrillOutcome result = outcome(out, screen);
    out.println(json ? result.json() : result.table(screen));
    out.flush();
    return result.passed() ? Main.DONE : Main.FAILED;
  }

  private DrillOutcome outcome(PrintWriter out, Screen screen) throws Exception {
    if (scenario.ofAFleet()) {
      FleetDrill.Wishes wishes = new FleetDrill.Wishes(resources, pace, json);
      return new FleetDrill(wishes, folder(), screen).play();
    }
    Drill.Wishes wishes = new Drill.Wishes(scenario, clients, chosenSeed(), json);
    return new Drill(wishes, folder(), out, screen).play();
  }

  private @Nullable Long chosenSeed() {
    return seed == null && faults ? Long.valueOf(1) : seed;
  }

  private Path folder() throws IOException {
    return work == null ? Files.createTempDirectory("rekey-drill-") : Files.createDirectories(work);
  }
}
