package io.github.rekey.sandbox.apps;

import java.time.Duration;
import java.util.List;

/** Restarts instances one after another. Asked again meanwhile, it does one more round. */
final class RollingRestart {
  private final List<AppInstance> instances;
  private final Wiring wiring;
  private final Duration down;
  private boolean busy;
  private boolean again;

  RollingRestart(List<AppInstance> instances, Wiring wiring, Duration down) {
    this.instances = instances;
    this.wiring = wiring;
    this.down = down;
  }

  synchronized void begin() {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    wiring.later(() -> stop(0), Duration.ZERO);
  }

  synchronized boolean busy() {
    return busy;
  }

  private void stop(int index) {
    instances.get(index).stop();
    wiring.later(() -> start(index), down);
  }

  private void start(int index) {
    instances.get(index).start();
    if (index + 1 < instances.size()) {
      stop(index + 1);
    } else {
      end();
    }
  }

  private synchronized void end() {
    busy = false;
    if (again) {
      again = false;
      begin();
    }
  }
}
