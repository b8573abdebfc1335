package io.github.rekey.sandbox.swarm;

import com.microsoft.signalr.HubConnection;
import com.microsoft.signalr.HubConnectionBuilder;
import com.microsoft.signalr.HubConnectionState;
import com.microsoft.signalr.TransportEnum;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A link by Microsoft's Java client for SignalR. Never closed, only stopped: closing would shut
 * down the HTTP dispatcher that all links share.
 */
final class HubLink implements Link {
  private final HubConnection hub;

  HubLink(URI hubUrl, SharedHttp http) {
    hub =
        HubConnectionBuilder.create(hubUrl.toString())
            .withTransport(TransportEnum.WEBSOCKETS)
            .setHttpClientBuilderCallback(http::configure)
            .build();
  }

  @Override
  public void onClosed(Runnable listener) {
    hub.onClosed(reason -> listener.run());
  }

  @Override
  public CompletionStage<?> connect() {
    return started(() -> hub.start().toCompletionStage("connected"));
  }

  @Override
  public boolean up() {
    return hub.getConnectionState() == HubConnectionState.CONNECTED;
  }

  @Override
  public CompletionStage<String> echo(String text) {
    return started(() -> hub.invoke(String.class, "Echo", text).toCompletionStage());
  }

  @Override
  public CompletionStage<?> stop() {
    return hub.stop().toCompletionStage("stopped");
  }

  /** The client throws at once when it is not connected; here that is a failed stage as well. */
  private static <T> CompletionStage<T> started(Supplier<CompletionStage<T>> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }
}
