package io.github.rekey.cli;

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

/** Asks a running Rekey to rotate a resource; what it does is its own judgement. */
@Command(name = "rotate", description = "Ask for new keys of a resource.")
final class RotateCommand implements Callable<Integer> {
  @Mixin private Connection connection = new Connection();
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RESOURCE", description = "Name or ARM id of a SignalR resource.")
  private String resource = "";

  @Option(names = "--slot", description = "primary or secondary, if only one is meant.")
  private @Nullable String slot;

  @Option(names = "--leaked", description = "Both keys are in wrong hands; asks for approval.")
  private boolean leaked;

  @Override
  public Integer call() {
    Map<String, Object> body = new HashMap<>();
    body.put("resource", resource);
    body.put("kind", leaked ? "leaked" : "rotate");
    if (slot != null) {
      body.put("slot", slot);
    }
    body.put("by", AnswerCommands.user());
    return AnswerCommands.tell(
        spec, connection, connection.client().post("/api/v1/resources/rotate", body));
  }
}
