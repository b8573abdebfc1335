package io.github.rekey.cli;

import io.github.rekey.Configuration;
import io.github.rekey.ConfigurationFile;
import io.github.rekey.Scan;
import io.github.rekey.ScanFragment;
import io.github.rekey.ScannedResource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells who holds which key, and writes down how to list those who are not; exits 3 if any. */
@Command(
    name = "scan",
    description = "Show who holds which key, listed or not, without changing anything.")
final class ScanCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RESOURCE",
      arity = "0..*",
      description = "Names or ARM ids of SignalR resources (default: all).")
  private List<String> resources = List.of();

  @Option(
      names = "--config",
      defaultValue = "rekey.yaml",
      description = "The configuration (default: ${DEFAULT-VALUE}).")
  private Path config = Path.of("rekey.yaml");

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  @Option(
      names = "--fragment",
      paramLabel = "FILE",
      description = "Write what to add to the configuration to this new file.")
  private @Nullable Path fragment;

  @Override
  public Integer call() throws IOException {
    if (fragment != null && Files.exists(fragment)) {
      throw new ParameterException(
          spec.commandLine(), fragment + " is there already; name a new file");
    }
    Configuration configuration = new ConfigurationFile(System.getenv()).read(config);
    ScanResult result = new ScanResult(scan(configuration));
    String missing = ScanFragment.of(result.resources());
    if (fragment != null && !missing.isEmpty()) {
      Files.writeString(fragment, missing, StandardOpenOption.CREATE_NEW);
    }
    print(result, missing);
    return result.exitCode();
  }

  private List<ScannedResource> scan(Configuration configuration) {
    Screen progress = new Screen(spec.commandLine().getErr(), Screen.attached());
    try (ScanProgress watcher = new ScanProgress(progress)) {
      return Scan.of(configuration, resources, watcher);
    }
  }

  private void print(ScanResult result, String missing) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(result.json(missing));
    } else {
      out.print(new ScanTable(result, new Screen(out, Screen.attached())).text());
      out.print(advice(missing));
    }
    out.flush();
  }

  private String advice(String missing) {
    if (missing.isEmpty()) {
      return "";
    }
    return fragment == null
        ? "%nTo list them, add to %s:%n%n%s".formatted(config, missing)
        : "%nWhat to add to %s to list them is in %s%n".formatted(config, fragment);
  }
}
