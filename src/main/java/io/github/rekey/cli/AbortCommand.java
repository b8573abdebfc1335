package io.github.rekey.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what an abort would leave behind, asks, and only then aborts the rotation. */
@Command(name = "abort", description = "End a rotation before its next step; its incident asks.")
final class AbortCommand implements Callable<Integer> {
  @Mixin private Connection connection = new Connection();
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ROTATION", description = "As `status` shows it.")
  private String rotation = "";

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Option(names = "--dry-run", description = "Only say what it would leave behind.")
  private boolean dryRun;

  @Override
  public Integer call() {
    ApiClient client = connection.client();
    String path = "/api/v1/rotations/" + rotation;
    JsonNode left = leftBehind(client.get(path));
    if (left.isMissingNode()) {
      throw new ApiClient.Refused("rotation %s has already ended".formatted(rotation));
    }
    if (dryRun) {
      return show(left);
    }
    if (!yes) {
      show(left);
      int agreed = agreed();
      if (agreed != Main.DONE) {
        return agreed;
      }
    }
    return AnswerCommands.tell(
        spec, connection, client.post(path + "/abort", Map.of("by", AnswerCommands.user())));
  }

  private static JsonNode leftBehind(JsonNode rotation) {
    for (JsonNode verb : rotation.path("verbs")) {
      if (verb.path("verb").asText().equals("ABORT")) {
        return verb;
      }
    }
    return rotation.path("verbs").path("none");
  }

  private int show(JsonNode left) {
    PrintWriter out = dryRun ? spec.commandLine().getOut() : spec.commandLine().getErr();
    if (connection.json()) {
      out.println(left.toPrettyString());
    } else {
      out.printf("aborting %s now would leave behind:%n", rotation);
      left.path("leaves").forEach(sentence -> out.println("  " + sentence.asText()));
    }
    return Main.DONE;
  }

  private int agreed() {
    Optional<Boolean> answer = Confirmation.to("abort it?");
    PrintWriter err = spec.commandLine().getErr();
    if (answer.isEmpty()) {
      err.println("nothing was aborted: there is no terminal to ask at; repeat it with --yes");
      return Main.USAGE;
    }
    if (answer.get()) {
      return Main.DONE;
    }
    err.println("nothing was aborted");
    return Main.FAILED;
  }
}
