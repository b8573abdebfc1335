package io.github.rekey.sandbox.swarm;

import java.util.concurrent.CompletionStage;

/** One client's connection, which can be opened again after it was closed. */
interface Link {
  /** Called whenever an open connection ends; may also be called when opening fails. */
  void onClosed(Runnable listener);

  CompletionStage<?> connect();

  boolean up();

  /** Ends exceptionally if the connection ends first. */
  CompletionStage<String> echo(String text);

  CompletionStage<?> stop();
}
