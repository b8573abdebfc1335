package io.github.rekey.sandbox.eventgrid;

import io.github.rekey.sandbox.eventgrid.Subscription.ToQueue;
import io.github.rekey.sandbox.eventgrid.Subscription.ToWebhook;
import io.github.rekey.sandbox.http.Poster;
import io.github.rekey.sandbox.http.Webhook;
import io.github.rekey.sandbox.world.CallLog;
import io.github.rekey.sandbox.world.QueueFace;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the tries of one delivery, by the retry policy; counts what was delivered and lost. */
final class Sender {
  private static final Logger log = LoggerFactory.getLogger(Sender.class);
  private final QueueFace queues;
  private final Poster poster;
  private final RetryPolicy retries;
  private final CallLog calls;
  private final Clock clock;
  private final ScheduledExecutorService scheduler;

  Sender(
      QueueFace queues,
      Poster poster,
      RetryPolicy retries,
      CallLog calls,
      Clock clock,
      ScheduledExecutorService scheduler) {
    this.queues = queues;
    this.poster = poster;
    this.retries = retries;
    this.calls = calls;
    this.clock = clock;
    this.scheduler = scheduler;
  }

  void send(Delivery delivery) {
    if (delivery.to().to() instanceof ToQueue queue) {
      toQueue(delivery, queue);
    } else if (delivery.to().to() instanceof ToWebhook hook) {
      toWebhook(delivery, hook.webhook());
    }
  }

  private void toQueue(Delivery delivery, ToQueue to) {
    Map<String, Object> properties = new LinkedHashMap<>(delivery.properties());
    try {
      queues.publish(
          to.queue(),
          delivery.messageId(),
          delivery.to().schema().contentType(),
          delivery.message(),
          properties);
      calls.count("event delivered");
    } catch (RuntimeException e) {
      log.warn("queue {} refused an event, to be tried again", to.queue(), e);
      settle(delivery, 0);
    }
  }

  private void toWebhook(Delivery delivery, Webhook webhook) {
    Map<String, String> headers = new LinkedHashMap<>(delivery.properties());
    headers.put("Content-Type", delivery.to().schema().contentType());
    poster.status(webhook, headers, delivery.post()).thenAccept(status -> settle(delivery, status));
  }

  private void settle(Delivery delivery, int status) {
    if (RetryPolicy.delivered(status)) {
      calls.count("event delivered");
      return;
    }
    Delivery again = delivery.again();
    Duration age = Duration.between(delivery.since(), clock.instant());
    Optional<Duration> wait = retries.next(status, again.tries(), age);
    if (wait.isEmpty()) {
      calls.count("event lost");
      log.warn(
          "event {} is lost after {} tries, last {}", delivery.messageId(), again.tries(), status);
      return;
    }
    scheduler.schedule(() -> send(again), wait.get().toNanos(), TimeUnit.NANOSECONDS);
  }
}
