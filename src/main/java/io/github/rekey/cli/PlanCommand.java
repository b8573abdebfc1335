package io.github.rekey.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what Rekey would do about a resource now, and does nothing. */
@Command(name = "plan", description = "Show what a rotation of a resource would do now.")
final class PlanCommand implements Callable<Integer> {
  @Mixin private Connection connection = new Connection();
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RESOURCE", description = "Name or ARM id of a SignalR resource.")
  private String resource = "";

  @Option(
      names = "--kind",
      defaultValue = "rotate",
      description = "rotate, notice or leaked (default: ${DEFAULT-VALUE}).")
  private String kind = "rotate";

  @Override
  public Integer call() {
    JsonNode preview =
        connection
            .client()
            .get("/api/v1/plan?resource=%s&kind=%s".formatted(encode(resource), encode(kind)));
    PrintWriter out = spec.commandLine().getOut();
    if (connection.json()) {
      out.println(preview.toPrettyString());
      return Main.DONE;
    }
    JsonNode verdict = preview.path("verdict");
    out.printf(
        "%s, %s: %s%n",
        verdict.path("kind").asText(),
        verdict.path("reason").asText(),
        verdict.path("sentence").asText());
    int number = 1;
    for (JsonNode step : verdict.path("plan").path("steps")) {
      out.printf(
          "%3d. %s%s%n",
          number++,
          step.path("words").asText(),
          step.path("pointOfNoReturn").asBoolean() ? "   <- point of no return" : "");
    }
    return Main.DONE;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
