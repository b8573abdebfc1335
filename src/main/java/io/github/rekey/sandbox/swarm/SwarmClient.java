package io.github.rekey.sandbox.swarm;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one link connected: connects, reconnects by the schedule when the link is closed, and is
 * lost when the schedule is used up. The Java SignalR client does not reconnect by itself.
 */
final class SwarmClient {
  private final String name;
  private final URI app;
  private final Link link;
  private final Habits habits;
  private final Outages outages;
  private ClientState state = ClientState.RECONNECTING;
  private boolean stopped;
  private @Nullable Instant lastMessage;

  /** What all clients of a swarm have in common. */
  record Habits(
      ReconnectSchedule schedule,
      Later later,
      ConnectGate gate,
      Clock clock,
      Consumer<ClientState> changed) {}

  SwarmClient(String name, URI app, Link link, Habits habits) {
    this.name = name;
    this.app = app;
    this.link = link;
    this.habits = habits;
    this.outages = new Outages(habits.clock());
    link.onClosed(this::dropped);
  }

  void begin() {
    attemptAfter(0);
  }

  /** Proves that messages get through; does nothing while not connected. */
  void echo() {
    if (state() == ClientState.CONNECTED) {
      link.echo(name).thenAccept(answer -> heard());
    }
  }

  CompletionStage<?> stop() {
    synchronized (this) {
      stopped = true;
    }
    return link.stop();
  }

  synchronized ClientState state() {
    return state;
  }

  synchronized Report.Client report() {
    return new Report.Client(
        name, app, state, outages.drops(), outages.total(), outages.longest(), lastMessage);
  }

  private void attemptAfter(int failures) {
    Optional<Duration> delay = habits.schedule().delay(failures);
    if (delay.isEmpty()) {
      become(ClientState.LOST);
      return;
    }
    Runnable attempt = () -> habits.gate().pass(() -> connect(failures));
    habits.later().run(attempt, delay.get());
  }

  private CompletionStage<?> connect(int failures) {
    return link.connect()
        .whenComplete(
            (connection, failure) -> {
              if (failure == null) {
                connected();
              } else if (!stopped()) {
                attemptAfter(failures + 1);
              }
            });
  }

  /** The link may have been closed again before it could say that it is open. */
  private void connected() {
    outages.connected();
    become(ClientState.CONNECTED);
    if (!link.up()) {
      dropped();
    }
  }

  private void dropped() {
    synchronized (this) {
      if (stopped || state != ClientState.CONNECTED) {
        return;
      }
      state = ClientState.RECONNECTING;
      outages.dropped();
    }
    habits.changed().accept(ClientState.RECONNECTING);
    attemptAfter(0);
  }

  private void become(ClientState next) {
    synchronized (this) {
      state = next;
    }
    habits.changed().accept(next);
  }

  private synchronized void heard() {
    lastMessage = habits.clock().instant();
  }

  private synchronized boolean stopped() {
    return stopped;
  }
}
