package io.github.rekey.intake;

import java.time.Instant;

/**
 * Where and when a body came in.
 *
 * @param door the listener, e.g. {@code eventgrid}, {@code azure-monitor}, {@code queue}
 */
record Arrival(String door, Instant at) {}
