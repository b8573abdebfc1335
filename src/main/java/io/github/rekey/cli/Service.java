package io.github.rekey.cli;

import io.github.rekey.Configuration;
import io.github.rekey.Rekey;

/** A running Rekey, which may be started anew with another configuration, as operators do it. */
final class Service implements AutoCloseable {
  private volatile Rekey running;
  private volatile ApiClient api;
  private volatile boolean stopped;
  private volatile Runnable afterStop = () -> {};

  private Service(Rekey running) {
    this.running = running;
    this.api = new ApiClient(running.url(), running.token());
  }

  static Service start(Configuration configuration) {
    return new Service(Rekey.start(configuration));
  }

  Rekey running() {
    return running;
  }

  ApiClient api() {
    return api;
  }

  /** Until it is started anew; does nothing where it is stopped. */
  void stop() {
    if (!stopped) {
      running.close();
      stopped = true;
      afterStop.run();
    }
  }

  /** For whoever reads from it: what a stopping server has just taken in may never be answered. */
  void afterStop(Runnable told) {
    afterStop = told;
  }

  void restart(Configuration other) {
    stop();
    running = Rekey.start(other);
    stopped = false;
    api = new ApiClient(running.url(), running.token());
  }

  @Override
  public void close() {
    stop();
  }
}
