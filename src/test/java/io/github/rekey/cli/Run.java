package io.github.rekey.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** One run of the command line inside this process: its exit code and what it printed. */
record Run(int code, String out, String err) {
  static Run of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
    int code = line.execute(arguments);
    return new Run(code, out.toString(), err.toString());
  }

  static Run of(List<String> arguments) {
    return of(arguments.toArray(String[]::new));
  }

  String everything() {
    return "exit code %d%n%s%n%s".formatted(code, out, err);
  }
}
