package io.github.rekey.sandbox.swarm;

import java.time.Duration;

/** Runs a task after a while, on another thread. */
@FunctionalInterface
interface Later {
  void run(Runnable task, Duration delay);
}
