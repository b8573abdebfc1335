package io.github.rekey.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The operator's short answers: approve, reject, retry, pause, resume. */
final class AnswerCommands {
  private AnswerCommands() {}

  /** Starts the plan that an incident proposes. */
  @Command(name = "approve", description = "Approve what an incident asks.")
  static final class Approve implements Callable<Integer> {
    @Mixin private Connection connection = new Connection();
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "INCIDENT", description = "As `status` shows it.")
    private String incident = "";

    @Option(
        names = "--plan",
        description = "Hash of the plan that you saw; the present one if left out.")
    private @Nullable String plan;

    @Override
    public Integer call() {
      ApiClient client = connection.client();
      String path = "/api/v1/incidents/" + incident;
      String seen = plan == null ? client.get(path).path("question").asText("") : plan;
      Map<String, Object> body = new HashMap<>(Map.of("by", user()));
      if (!seen.isBlank()) {
        body.put("plan", seen);
      }
      return tell(spec, connection, client.post(path + "/approve", body));
    }
  }

  /** Closes an incident without acting. */
  @Command(name = "reject", description = "Reject what an incident asks; it is closed.")
  static final class Reject implements Callable<Integer> {
    @Mixin private Connection connection = new Connection();
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "INCIDENT", description = "As `status` shows it.")
    private String incident = "";

    @Override
    public Integer call() {
      return post(spec, connection, "/api/v1/incidents/" + incident + "/reject");
    }
  }

  /** Has an incident judged anew, or a rotation's waiting step tried now. */
  @Command(
      name = "retry",
      description = {
        "Judge anew what an incident asks, after its cause was mended.",
        "Of a rotation under way, try its waiting step now."
      })
  static final class Retry implements Callable<Integer> {
    @Mixin private Connection connection = new Connection();
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "Of an incident or a rotation (rot-...).")
    private String id = "";

    @Override
    public Integer call() {
      String kind = id.startsWith("rot-") ? "rotations" : "incidents";
      return post(spec, connection, "/api/v1/%s/%s/retry".formatted(kind, id));
    }
  }

  /** Holds everything before its next step. */
  @Command(name = "pause", description = "Let nothing begin its next step, restarts included.")
  static final class Pause implements Callable<Integer> {
    @Mixin private Connection connection = new Connection();
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "ROTATION", arity = "0..1", description = "Hold only this one.")
    private @Nullable String rotation;

    @Override
    public Integer call() {
      return post(spec, connection, everythingOr(rotation, "pause"));
    }
  }

  /** Ends a pause. */
  @Command(name = "resume", description = "End a pause.")
  static final class Resume implements Callable<Integer> {
    @Mixin private Connection connection = new Connection();
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "ROTATION", arity = "0..1", description = "Let only this one go on.")
    private @Nullable String rotation;

    @Override
    public Integer call() {
      return post(spec, connection, everythingOr(rotation, "resume"));
    }
  }

  private static String everythingOr(@Nullable String rotation, String verb) {
    return rotation == null
        ? "/api/v1/" + verb
        : "/api/v1/rotations/%s/%s".formatted(rotation, verb);
  }

  private static int post(CommandSpec spec, Connection connection, String path) {
    return tell(spec, connection, connection.client().post(path, Map.of("by", user())));
  }

  static int tell(CommandSpec spec, Connection connection, JsonNode answer) {
    String id = answer.path("id").asText("");
    spec.commandLine()
        .getOut()
        .println(
            connection.json()
                ? answer.toPrettyString()
                : answer.path("sentence").asText() + (id.isEmpty() ? "" : " (" + id + ")"));
    return Main.DONE;
  }

  /** A name for the record, not proof of anything. */
  static String user() {
    return System.getProperty("user.name", "operator");
  }
}
