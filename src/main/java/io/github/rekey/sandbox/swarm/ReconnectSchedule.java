package io.github.rekey.sandbox.swarm;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long a client waits before each attempt to connect again; after the last one failed, it gives
 * up for good.
 */
public record ReconnectSchedule(List<Duration> delays) {
  public ReconnectSchedule {
    delays = List.copyOf(delays);
  }

  /** 0, 2, 10 and 30 s, as withAutomaticReconnect() of the JavaScript and .NET clients. */
  public static ReconnectSchedule usual() {
    return new ReconnectSchedule(
        List.of(
            Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(30)));
  }

  /** The wait after so many failed attempts in a row; empty when it is time to give up. */
  public Optional<Duration> delay(int failures) {
    return failures < delays.size() ? Optional.of(delays.get(failures)) : Optional.empty();
  }
}
