package io.github.rekey.cli;

/** How a drill ended. */
interface DrillOutcome {
  boolean passed();

  /** For people. */
  String table(Screen screen);

  /** For programs: one line. */
  String json();
}
