package io.github.rekey.sandbox.swarm;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A link whose service can be switched off. */
final class FlakyLink implements Link {
  private Runnable closed = () -> {};
  private boolean serviceUp = true;
  private boolean up;
  private int attempts;

  void service(boolean isUp) {
    serviceUp = isUp;
  }

  void drop() {
    up = false;
    closed.run();
  }

  int attempts() {
    return attempts;
  }

  @Override
  public void onClosed(Runnable listener) {
    closed = listener;
  }

  @Override
  public CompletionStage<?> connect() {
    attempts++;
    up = serviceUp;
    return up
        ? CompletableFuture.completedStage("connected")
        : CompletableFuture.failedStage(new IllegalStateException("the service is down"));
  }

  @Override
  public boolean up() {
    return up;
  }

  @Override
  public CompletionStage<String> echo(String text) {
    return CompletableFuture.completedStage(text);
  }

  @Override
  public CompletionStage<?> stop() {
    drop();
    return CompletableFuture.completedStage("stopped");
  }
}
