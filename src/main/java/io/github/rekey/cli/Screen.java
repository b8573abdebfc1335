package io.github.rekey.cli;

import java.io.Console;
import java.io.PrintWriter;

/** A terminal with a status line at its foot, or plain lines where there is no terminal. */
final class Screen {
  private static final String ESCAPE = "\u001b[";
  private final PrintWriter out;
  private final boolean terminal;
  private String status = "";

  Screen(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Colours and a moving line only where a person sits before a terminal that wants them. */
  static boolean attached() {
    Console console = System.console();
    return console != null
        && attended(console)
        && System.getenv("NO_COLOR") == null
        && !"dumb".equals(System.getenv("TERM"));
  }

  /** Since JDK 22 there is a console even where nobody sits, and a method to ask it. */
  static boolean attended(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Console.isTerminal cannot be asked", e);
    }
  }

  synchronized void line(String text) {
    out.print(clear());
    out.println(text);
    out.print(status);
    out.flush();
  }

  /** Replaces the line at the foot; nothing where there is no terminal. */
  synchronized void status(String text) {
    if (terminal) {
      status = dim(text);
      out.print(clear() + status);
      out.flush();
    }
  }

  synchronized void clearStatus() {
    out.print(clear());
    status = "";
    out.flush();
  }

  private String clear() {
    return terminal && !status.isEmpty() ? "\r" + ESCAPE + "2K" : "";
  }

  String bold(String text) {
    return style("1", text);
  }

  String dim(String text) {
    return style("2", text);
  }

  String red(String text) {
    return style("31", text);
  }

  String green(String text) {
    return style("32", text);
  }

  String yellow(String text) {
    return style("33", text);
  }

  String cyan(String text) {
    return style("36", text);
  }

  private String style(String code, String text) {
    return terminal ? ESCAPE + code + "m" + text + ESCAPE + "0m" : text;
  }
}
