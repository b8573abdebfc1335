package io.github.rekey.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rekey.Configuration;
import io.github.rekey.ConfigurationFile;
import io.github.rekey.Finding;
import io.github.rekey.NeededRights;
import io.github.rekey.Preflight;
import io.github.rekey.azure.Right;
import io.github.rekey.target.KubernetesRule;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tries, without acting, whatever a rotation would need; exits 1 if anything is missing. */
@Command(
    name = "check",
    description = "Try identity, rights, targets and proofs, without changing anything.")
final class CheckCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      defaultValue = "rekey.yaml",
      description = "The configuration (default: ${DEFAULT-VALUE}).")
  private Path config = Path.of("rekey.yaml");

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  @Option(
      names = "--rights",
      description = "Only list the rights that Rekey's identity needs, without calling Azure.")
  private boolean rights;

  @Override
  public Integer call() throws JsonProcessingException {
    Configuration configuration = new ConfigurationFile(System.getenv()).read(config);
    PrintWriter out = spec.commandLine().getOut();
    if (rights) {
      print(out, NeededRights.of(configuration));
      return Main.DONE;
    }
    List<Finding> findings = Preflight.of(configuration);
    long failed = findings.stream().filter(finding -> !finding.ok()).count();
    if (json) {
      out.println(pretty(Map.of("ok", failed == 0, "failed", failed, "findings", findings)));
    } else {
      print(out, findings, failed);
    }
    out.flush();
    return failed == 0 ? Main.DONE : Main.FAILED;
  }

  private static void print(PrintWriter out, List<Finding> findings, long failed) {
    Screen screen = new Screen(out, Screen.attached());
    for (Finding finding : findings) {
      String mark = finding.ok() ? screen.green("ok  ") : screen.red("FAIL");
      out.printf("%s  %s: %s%n", mark, finding.what(), finding.detail());
      if (!finding.ok()) {
        out.printf("      next: %s%n", finding.next());
      }
    }
    out.printf("%d checks, %s%n", findings.size(), failed == 0 ? "all ok" : failed + " failed");
  }

  private void print(PrintWriter out, List<NeededRights> places) throws JsonProcessingException {
    if (json) {
      out.println(pretty(places));
    } else {
      for (NeededRights place : places) {
        out.printf("on %s%s%n", place.on(), place.scope().isEmpty() ? "" : " " + place.scope());
        for (Right right : place.rights()) {
          out.printf(
              "  %-7s  %-60s %s%n", right.data() ? "data" : "control", right.action(), right.why());
        }
        for (KubernetesRule rule : place.rules()) {
          out.printf("  %-7s  %-60s %s%n", "cluster", rule, rule.why());
        }
      }
    }
    out.flush();
  }

  private static String pretty(Object value) throws JsonProcessingException {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
  }
}
