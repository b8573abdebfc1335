package io.github.rekey.sandbox.eventgrid;

import io.github.rekey.sandbox.http.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * One event on its way to one subscriber.
 *
 * @param messageId Event Grid's own id, the same at every try; a duplicate has its own
 * @param tries made so far
 */
record Delivery(Subscription to, Event event, String messageId, Instant since, int tries) {
  static Delivery first(Subscription to, Event event, Instant now) {
    return new Delivery(to, event, UUID.randomUUID().toString(), now, 0);
  }

  Delivery again() {
    return new Delivery(to, event, messageId, since, tries + 1);
  }

  /** The headers of a post and the application properties of a message. */
  Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("aeg-subscription-name", to.name().toUpperCase(Locale.ROOT));
    properties.put("aeg-delivery-count", String.valueOf(tries));
    properties.put("aeg-event-type", "Notification");
    properties.put("aeg-metadata-version", to.schema().metadataVersion());
    properties.put("aeg-data-version", event.dataVersion());
    properties.put("aeg-output-event-id", messageId);
    return properties;
  }

  /** A single event, as Service Bus gets it. */
  byte[] message() {
    return Json.bytes(event.written(to.schema()));
  }

  /** As a webhook gets it: the Event Grid schema always comes as an array. */
  byte[] post() {
    boolean single = to.schema() == Schema.CLOUD_EVENTS || event.written(to.schema()).isArray();
    return single ? message() : Json.bytes(List.of(event.written(to.schema())));
  }
}
