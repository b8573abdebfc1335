package io.github.rekey.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rekey.sandbox.eventgrid.Event;
import io.github.rekey.sandbox.eventgrid.EventGrid;
import io.github.rekey.sandbox.http.Answer;
import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.http.Endpoint;
import io.github.rekey.sandbox.http.Router;
import io.github.rekey.sandbox.monitor.ActionGroup;
import io.github.rekey.sandbox.monitor.ServiceHealthAlert;
import io.github.rekey.sandbox.monitor.UnauthorizedClosesAlert;
import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.Notice;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Raises notices, alerts and events on demand. */
final class AlertRoutes {
  private final Azure azure;
  private final ActionGroup group;
  private final EventGrid events;
  private final String subscription;
  private final Clock clock;
  private final ScheduledExecutorService scheduler;

  AlertRoutes(
      Azure azure,
      ActionGroup group,
      EventGrid events,
      String subscriptionId,
      Clock clock,
      ScheduledExecutorService scheduler) {
    this.azure = azure;
    this.group = group;
    this.events = events;
    this.subscription = subscriptionId;
    this.clock = clock;
    this.scheduler = scheduler;
  }

  void addTo(Router<Endpoint> routes) {
    routes.on("POST", "/notices", this::notice);
    routes.on("POST", "/alerts/metric", this::metric);
    routes.on("POST", "/alerts/raw", this::rawAlert);
    routes.on("POST", "/events/raw", this::rawEvent);
  }

  /** Copies of one notice share its ids, as repeated deliveries do. */
  private Answer notice(Call call) {
    JsonNode request = call.json();
    Notice notice = new Notices(clock).of(request);
    azure.add(notice);
    ServiceHealthAlert alert = new ServiceHealthAlert(notice, subscription);
    boolean legacy = request.path("schema").asText("common").equals("legacy");
    Map<String, Object> body = legacy ? alert.legacy() : alert.common();
    fire(request, body);
    return Answer.of(202, Map.of("trackingId", notice.trackingId()));
  }

  private Answer metric(Call call) {
    JsonNode request = call.json();
    int closes = request.path("value").asInt(12);
    fire(
        request,
        new UnauthorizedClosesAlert(Resources.named(azure, request), closes, clock.instant())
            .common());
    return Answer.of(202);
  }

  private Answer rawAlert(Call call) {
    JsonNode request = call.json();
    fire(request, request.path("body"));
    return Answer.of(202);
  }

  private Answer rawEvent(Call call) {
    JsonNode request = call.json();
    times(request, () -> events.publish(Event.Raw.of(request.path("body"))));
    return Answer.of(202);
  }

  private void fire(JsonNode request, Object body) {
    times(request, () -> group.fire(body));
  }

  private void times(JsonNode request, Runnable once) {
    long delay = request.path("delayMs").asLong(0);
    for (int i = 0; i < request.path("copies").asInt(1); i++) {
      scheduler.schedule(once, delay, TimeUnit.MILLISECONDS);
    }
  }
}
