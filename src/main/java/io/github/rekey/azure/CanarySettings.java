package io.github.rekey.azure;

import java.time.Duration;

/**
 * What a canary client says to the app.
 *
 * @param method the hub method that it invokes with one text
 * @param echo the client method by which the app may send the text back; an app may instead simply
 *     complete the invocation
 * @param timeout for connecting, and again for the answer
 */
public record CanarySettings(String method, String echo, Duration timeout) {
  public static CanarySettings defaults() {
    return new CanarySettings("Echo", "Echoed", Duration.ofSeconds(10));
  }
}
