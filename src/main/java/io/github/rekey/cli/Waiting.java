package io.github.rekey.cli;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Lets real time pass: a drill plays on the real clock. */
final class Waiting {
  private static final Duration LOOK = Duration.ofMillis(200);

  private Waiting() {}

  /** Waits for a state of the world; false if it did not come in time. */
  static boolean until(Duration atMost, BooleanSupplier state) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!state.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      pause(LOOK);
    }
    return true;
  }

  static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the drill was interrupted", e);
    }
  }
}
