package io.github.rekey.journal;

import java.time.Duration;

/**
 * How the engine runs.
 *
 * @param threads turns of work at once in this process; most of them wait for an operation of Azure
 * @param polling how often due work is looked for; wake-ups in this process do not wait for it
 * @param heartbeat how often a running turn is shown to be alive
 * @param missedHeartbeats how many may be missed before another process takes over, at least 4.
 *     Takeover happens within (missedHeartbeats + 2) x heartbeat + polling
 * @param reconcile how often unfinished resources that nothing is scheduled for are scheduled again
 * @param stopWithin how long a stop waits for running turns before it interrupts them
 */
public record EngineSettings(
    int threads,
    Duration polling,
    Duration heartbeat,
    int missedHeartbeats,
    Duration reconcile,
    Duration stopWithin) {

  /** Takeover of a dead process within 8 seconds. */
  public static final EngineSettings DEFAULT =
      new EngineSettings(
          80,
          Duration.ofMillis(500),
          Duration.ofMillis(1250),
          4,
          Duration.ofSeconds(15),
          Duration.ofSeconds(10));

  /**
   * For a database that only one process can open: what a dead one left is resumed at the start,
   * and a heartbeat that is merely late on a busy machine must not take a turn from its owner.
   */
  public static final EngineSettings ALONE =
      new EngineSettings(
          DEFAULT.threads(),
          DEFAULT.polling(),
          DEFAULT.heartbeat(),
          200,
          DEFAULT.reconcile(),
          DEFAULT.stopWithin());

  public EngineSettings {
    if (missedHeartbeats < 4) {
      throw new IllegalArgumentException("a takeover needs at least 4 missed heartbeats");
    }
  }
}
