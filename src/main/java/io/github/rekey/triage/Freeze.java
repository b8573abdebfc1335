package io.github.rekey.triage;

import java.time.Instant;

/** A time in which nothing is done without a person. */
public record Freeze(Instant from, Instant until) {
  boolean holds(Instant now) {
    return !now.isBefore(from) && now.isBefore(until);
  }
}
