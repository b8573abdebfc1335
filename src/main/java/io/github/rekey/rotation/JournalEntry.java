package io.github.rekey.rotation;

import java.time.Instant;

/** A rotation's history, append-only. A Started without its Ended is a crash, read as InDoubt. */
public sealed interface JournalEntry {
  Instant at();

  /** Index of the step in the plan, from 0. */
  int step();

  /** Attempt at the step, from 1. */
  int attempt();

  record Started(Instant at, int step, int attempt) implements JournalEntry {}

  record Ended(Instant at, int step, int attempt, StepOutcome outcome) implements JournalEntry {}

  /** Somebody held it before the step, or between two attempts at it. */
  record Paused(Instant at, int step, int attempt, String by) implements JournalEntry {}

  record Resumed(Instant at, int step, int attempt) implements JournalEntry {}
}
