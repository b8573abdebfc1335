package io.github.rekey.target;

import com.azure.core.models.CloudEvent;
import com.azure.core.models.CloudEventDataFormat;
import com.azure.core.util.BinaryData;
import com.azure.messaging.eventgrid.EventGridPublisherClient;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rekey.azure.Call;
import io.github.rekey.azure.Guarded;
import io.github.rekey.azure.Right;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A custom topic of Event Grid that takes the CloudEvents 1.0 schema. A thin, guarded layer over
 * the SDK's client.
 */
public final class EventGridTopic {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Azure docs, Event Grid, "Authenticate publishing clients using Microsoft Entra ID"; also the
   * only data action of the built-in role EventGrid Data Sender.
   */
  private static final Right SEND =
      Right.data("Microsoft.EventGrid/events/send/action", "tell subscribers of a new key");

  /** What Rekey needs on the topic, unless it has an access key of it. */
  public static final List<Right> RIGHTS = List.of(SEND);

  private final String name;
  private final EventGridPublisherClient<CloudEvent> client;
  private final Guarded eventGrid;

  public EventGridTopic(
      String name, EventGridPublisherClient<CloudEvent> client, Guarded eventGrid) {
    this.name = name;
    this.client = client;
    this.eventGrid = eventGrid;
  }

  String name() {
    return name;
  }

  void publish(KeyChanged news, Instant at) {
    Call call =
        Call.write("publish", "topic " + name, SEND + ", or configure its present access key");
    CloudEvent event = event(news).setTime(at.atOffset(ZoneOffset.UTC));
    eventGrid.run(call, () -> client.sendEvent(event));
  }

  private static CloudEvent event(KeyChanged news) {
    try {
      BinaryData data = BinaryData.fromBytes(JSON.writeValueAsBytes(news.data()));
      return new CloudEvent(
              news.source(), KeyChanged.TYPE, data, CloudEventDataFormat.JSON, "application/json")
          .setId(news.id())
          .setSubject(news.subject());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts can be written as JSON", e);
    }
  }
}
