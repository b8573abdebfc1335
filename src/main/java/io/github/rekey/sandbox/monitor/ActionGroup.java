package io.github.rekey.sandbox.monitor;

import io.github.rekey.sandbox.http.Json;
import io.github.rekey.sandbox.http.Poster;
import io.github.rekey.sandbox.http.Webhook;
import io.github.rekey.sandbox.world.CallLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts alerts to its webhooks by Azure's rules (Azure Monitor: action groups): up to five more
 * tries, only after 408, 429, 503, 504 or no answer; when all fail, silence for a quarter of an
 * hour.
 */
public final class ActionGroup {
  private static final Logger log = LoggerFactory.getLogger(ActionGroup.class);
  private static final Set<Integer> AGAIN = Set.of(0, 408, 429, 503, 504);
  private static final List<Integer> WAITS = List.of(5, 20, 5, 40, 5);
  private static final Duration SILENCE = Duration.ofMinutes(15);

  private final Poster poster;
  private final CallLog calls;
  private final Clock clock;
  private final ScheduledExecutorService scheduler;
  private final double timeScale;
  private volatile List<Webhook> webhooks = List.of();
  private volatile Instant silentUntil = Instant.MIN;

  /**
   * @param timeScale 1 for Azure's pace, smaller for a faster sandbox
   */
  public ActionGroup(
      Poster poster,
      CallLog calls,
      Clock clock,
      ScheduledExecutorService scheduler,
      double timeScale) {
    this.poster = poster;
    this.calls = calls;
    this.clock = clock;
    this.scheduler = scheduler;
    this.timeScale = timeScale;
  }

  /** Alerts go here from now on, and nowhere else. */
  public void webhook(Webhook receiver) {
    webhooks = List.of(receiver);
    silentUntil = Instant.MIN;
  }

  /** Alerts go here, too, from now on. */
  public synchronized void also(Webhook receiver) {
    List<Webhook> more = new ArrayList<>(webhooks);
    more.add(receiver);
    webhooks = List.copyOf(more);
  }

  /** Returns at once; false if there is nowhere to post to, or the group is silent. */
  public boolean fire(Object alert) {
    List<Webhook> receivers = webhooks;
    if (receivers.isEmpty() || clock.instant().isBefore(silentUntil)) {
      calls.count("alert not sent");
      return false;
    }
    byte[] body = Json.bytes(alert);
    receivers.forEach(to -> attempt(to, body, 0));
    return true;
  }

  private void attempt(Webhook to, byte[] body, int tries) {
    Map<String, String> headers = Map.of("Content-Type", "application/json; charset=utf-8");
    poster.status(to, headers, body).thenAccept(status -> settle(to, body, tries, status));
  }

  private void settle(Webhook to, byte[] body, int tries, int status) {
    if (status >= 200 && status < 300) {
      calls.count("alert delivered");
    } else if (AGAIN.contains(status) && tries < WAITS.size()) {
      long wait = scaled(Duration.ofSeconds(WAITS.get(tries)));
      scheduler.schedule(() -> attempt(to, body, tries + 1), wait, TimeUnit.NANOSECONDS);
    } else {
      lost(to, status);
    }
  }

  private void lost(Webhook to, int status) {
    calls.count("alert lost");
    log.warn("an alert to {} is lost, last answer {}", to, status);
    if (AGAIN.contains(status)) {
      silentUntil = clock.instant().plusNanos(scaled(SILENCE));
    }
  }

  private long scaled(Duration real) {
    return (long) (real.toNanos() * timeScale);
  }
}
