package io.github.rekey.console;

import java.util.Map;
import java.util.function.Supplier;

/**
 * What is asked about the process itself.
 *
 * @param ready named checks; all must be true for the process to be ready. Answers fast.
 * @param metrics the text of a Prometheus scrape, exposition format 0.0.4
 */
public record Probes(Supplier<Map<String, Boolean>> ready, Supplier<String> metrics) {}
