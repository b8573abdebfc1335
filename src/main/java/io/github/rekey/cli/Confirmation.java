package io.github.rekey.cli;

import java.io.Console;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Asks the person who sits at the terminal. */
final class Confirmation {
  private static final Set<String> YES = Set.of("y", "yes");

  private Confirmation() {}

  /** What the person answers; empty if nobody is there to answer. */
  static Optional<Boolean> to(String question) {
    Console console = System.console();
    if (console == null || !Screen.attended(console)) {
      return Optional.empty();
    }
    return Optional.ofNullable(console.readLine("%s [y/N] ", question))
        .map(answer -> YES.contains(answer.strip().toLowerCase(Locale.ROOT)));
  }
}
