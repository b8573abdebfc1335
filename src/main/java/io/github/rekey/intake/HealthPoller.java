package io.github.rekey.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Asks for a subscription's Service Health events and takes them in like everything that is
 * delivered, for the alert that never came. It leaves an event to its alert for a while, and for
 * good once the alert has come: the two are one notice, known by its tracking id.
 */
public final class HealthPoller {
  /** Begins what stands for a communication id, which events do not have. */
  static final String POLLED = "polled/";

  private static final String DOOR = "resource-health";
  private static final Duration LOOK_BACK = Duration.ofDays(30);

  /** The clocks of an event and of its alert need not agree (assumption). */
  private static final Duration SAME_NEWS = Duration.ofHours(1);

  /** Where events are listed. */
  public interface Events {
    /** JSON objects, one an event, that began on that day or later. */
    List<String> since(String subscription, Instant day);
  }

  /** What is known of a notice already. */
  public interface Heard {
    /** Whether an alert about it came that is not older than a moment. */
    boolean heard(String subscription, String trackingId, String notThis, Instant since);
  }

  private final Events events;
  private final Heard heard;
  private final Intake intake;
  private final Duration headStart;
  private final Clock clock;

  /**
   * @param headStart how long an event is left to its alert
   */
  public HealthPoller(Events events, Heard heard, Intake intake, Duration headStart, Clock clock) {
    this.events = events;
    this.heard = heard;
    this.intake = intake;
    this.headStart = headStart;
    this.clock = clock;
  }

  /** Asks once; throws what asking throws. */
  public void poll(String subscription) {
    for (String event : events.since(subscription, clock.instant().minus(LOOK_BACK))) {
      take(subscription, event);
    }
  }

  private void take(String subscription, String text) {
    if (read(text) instanceof ObjectNode event && isNews(subscription, new Fields(event))) {
      event.put("subscriptionId", subscription);
      intake.take(event.toString().getBytes(StandardCharsets.UTF_8), DOOR);
    }
  }

  private boolean isNews(String subscription, Fields event) {
    Fields told = event.in("properties");
    boolean about =
        told.list("impact").stream()
            .anyMatch(impact -> ImpactedServices.isSignalR(impact.text("impactedService")));
    Instant updated = told.instant("lastUpdateTime").orElse(Instant.EPOCH);
    return about
        && told.is("status", "Active")
        && !updated.plus(headStart).isAfter(clock.instant())
        && !heard.heard(subscription, event.text("name"), POLLED, updated.minus(SAME_NEWS));
  }

  private static JsonNode read(String event) {
    try {
      return Json.MAPPER.readTree(event);
    } catch (JsonProcessingException e) {
      throw new NotReadable("a health event that is not JSON");
    }
  }
}
