package io.github.rekey.rotation;

import java.time.Instant;

/** How many clients were connected before the trouble, by which source. */
public record Baseline(int clients, Instant at, String source) {}
