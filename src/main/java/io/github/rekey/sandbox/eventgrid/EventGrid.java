package io.github.rekey.sandbox.eventgrid;

import io.github.rekey.sandbox.http.Poster;
import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.Faults.Kind;
import io.github.rekey.sandbox.world.QueueFace;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes events and delivers each to every subscription that wants it, with the faults that are
 * scripted: duplicated, held back behind the next one, broker connections cut.
 */
public final class EventGrid {
  /** A held-back event is let go after this even if none follows: Azure loses none. */
  private static final Duration LONGEST_HOLD = Duration.ofSeconds(5);

  private final Azure azure;
  private final QueueFace queues;
  private final Poster poster;
  private final Clock clock;
  private final ScheduledExecutorService scheduler;
  private final Sender sender;
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
  private @Nullable Event held;

  public EventGrid(
      Azure azure,
      QueueFace queues,
      Poster poster,
      RetryPolicy retries,
      Clock clock,
      ScheduledExecutorService scheduler) {
    this.azure = azure;
    this.queues = queues;
    this.poster = poster;
    this.clock = clock;
    this.scheduler = scheduler;
    this.sender = new Sender(queues, poster, retries, azure.calls(), clock, scheduler);
  }

  /**
   * True once the subscription is active: at once for a queue, after the handshake for a webhook.
   */
  public CompletableFuture<Boolean> subscribe(Subscription subscription) {
    CompletableFuture<Boolean> agreed =
        subscription.to() instanceof Subscription.ToWebhook to
            ? new Handshake(poster).agreed(subscription, to.webhook(), clock.instant())
            : CompletableFuture.completedFuture(true);
    return agreed.thenApply(
        yes -> {
          if (yes) {
            subscriptions.removeIf(s -> s.name().equalsIgnoreCase(subscription.name()));
            subscriptions.add(subscription);
          }
          return yes;
        });
  }

  public List<Subscription> subscriptions() {
    return List.copyOf(subscriptions);
  }

  /** Returns at once; delivery goes on in the background. */
  public void publish(Event event) {
    azure.calls().count("event " + event.type());
    List<Event> now = next(event);
    boolean cut = azure.faults().take(Kind.BROKER_CUT).isPresent();
    scheduler.execute(
        () -> {
          if (cut) {
            queues.cutConnections();
          }
          now.forEach(this::deliver);
        });
  }

  private synchronized List<Event> next(Event event) {
    List<Event> now = new ArrayList<>();
    if (held == null && azure.faults().take(Kind.REORDERED_EVENT).isPresent()) {
      held = event;
      scheduler.schedule(this::release, LONGEST_HOLD.toMillis(), TimeUnit.MILLISECONDS);
      return now;
    }
    now.add(event);
    if (azure.faults().take(Kind.DUPLICATE_EVENT).isPresent()) {
      now.add(event);
    }
    if (held != null) {
      now.add(held);
      held = null;
    }
    return now;
  }

  private void release() {
    Event late;
    synchronized (this) {
      late = held;
      held = null;
    }
    if (late != null) {
      deliver(late);
    }
  }

  private void deliver(Event event) {
    subscriptions.stream()
        .filter(subscription -> subscription.wants(event))
        .forEach(to -> sender.send(Delivery.first(to, event, clock.instant())));
  }
}
