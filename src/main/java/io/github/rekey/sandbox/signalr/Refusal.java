package io.github.rekey.sandbox.signalr;

import java.time.Instant;

/**
 * One request answered 401.
 *
 * @param endpoint Client, Server or Rest
 * @param path without the query, which may carry a token
 */
public record Refusal(Instant at, String endpoint, String path, Access why) {}
