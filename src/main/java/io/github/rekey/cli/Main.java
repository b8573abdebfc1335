package io.github.rekey.cli;

import io.github.rekey.ConfigurationFile;
import io.github.rekey.rotation.CallFailed;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program's entry: one jar, one command a run. */
@Command(
    name = "rekey",
    description = "Responder to forced Azure SignalR access-key regeneration.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DrillCommand.class,
      SandboxCommand.class,
      ServeCommand.class,
      CheckCommand.class,
      ScanCommand.class,
      PlanCommand.class,
      StatusCommand.class,
      RotateCommand.class,
      ReportNoticeCommand.class,
      AnswerCommands.Approve.class,
      AnswerCommands.Reject.class,
      AnswerCommands.Retry.class,
      AnswerCommands.Pause.class,
      AnswerCommands.Resume.class,
      AbortCommand.class
    })
public final class Main {
  /** Exit codes, the same for every command. */
  static final int DONE = 0;

  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int NEEDS_OPERATOR = 3;

  private Main() {}

  public static void main(String[] arguments) {
    if (arguments.length > 0 && List.of("drill", "check", "scan").contains(arguments[0])) {
      quietLogs();
    }
    System.exit(commandLine().execute(arguments));
  }

  /** These tell themselves what fails, and a drill breaks things on purpose. */
  private static void quietLogs() {
    System.setProperty("rekey.log", System.getProperty("rekey.log", "OFF"));
    System.setProperty("rekey.log.libraries", System.getProperty("rekey.log.libraries", "OFF"));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(Main::explain);
  }

  /** People get a sentence; a stack trace only where nobody foresaw the failure. */
  private static int explain(
      Exception failure, CommandLine command, CommandLine.ParseResult arguments) throws Exception {
    if (failure instanceof ConfigurationFile.Problem
        || failure instanceof CallFailed
        || failure instanceof ApiClient.Refused
        || failure instanceof ApiClient.Unreachable) {
      command
          .getErr()
          .println(command.getColorScheme().errorText("error: " + failure.getMessage()));
      return failure instanceof ConfigurationFile.Problem ? USAGE : FAILED;
    }
    throw failure;
  }

  /** The jar's version. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"rekey " + (version == null ? "development build" : version)};
    }
  }
}
