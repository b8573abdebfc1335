package io.github.rekey.sandbox.eventgrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rekey.sandbox.control.Receiver;
import io.github.rekey.sandbox.control.RecordedQueue.Message;
import io.github.rekey.sandbox.control.RunningPlane;
import io.github.rekey.sandbox.eventgrid.Subscription.ToWebhook;
import io.github.rekey.sandbox.http.Webhook;
import io.github.rekey.sandbox.world.Faults.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventGridIT {
  private final RunningPlane running = new RunningPlane();
  private final Receiver receiver = new Receiver();
  private final EventGrid events = running.plane().events();

  @AfterEach
  void stop() {
    receiver.close();
    running.close();
  }

  @Test
  void putsOneEventOnTheQueueWithEventGridsProperties() {
    events.publish(event("A", "one"));
    awaitMessages(1);
    Message message = running.queue().messages().get(0);
    assertThat(message.queue()).isEqualTo("events");
    assertThat(message.body().path("subject").asText()).isEqualTo("one");
    assertThat(message.properties())
        .containsEntry("aeg-event-type", "Notification")
        .containsEntry("aeg-delivery-count", "0")
        .containsEntry("aeg-output-event-id", message.messageId());
  }

  @Test
  void triesAQueueAgainUnderTheSameMessageId() {
    running.queue().refuse(2);
    events.publish(event("A", "one"));
    awaitMessages(1);
    Message message = running.queue().messages().get(0);
    assertThat(message.properties()).containsEntry("aeg-delivery-count", "2");
    assertThat(message.properties()).containsEntry("aeg-output-event-id", message.messageId());
  }

  @Test
  void postsAnArrayInTheEventGridSchema() {
    assertThat(subscribe(Schema.EVENT_GRID)).isTrue();
    events.publish(event("A", "one"));
    awaitPosts(1);
    JsonNode body = receiver.posts().get(0).body();
    assertThat(body.at("/0/eventType").asText()).isEqualTo("A");
  }

  @Test
  void postsASingleObjectInTheCloudEventsSchema() {
    assertThat(subscribe(Schema.CLOUD_EVENTS)).isTrue();
    events.publish(event("A", "one"));
    awaitPosts(1);
    JsonNode body = receiver.posts().get(0).body();
    assertThat(body.path("type").asText()).isEqualTo("A");
    assertThat(body.path("specversion").asText()).isEqualTo("1.0");
  }

  @Test
  void doesNotDeliverToAWebhookThatDidNotAgree() {
    receiver.disagree();
    assertThat(subscribe(Schema.EVENT_GRID)).isFalse();
    assertThat(subscribe(Schema.CLOUD_EVENTS)).isFalse();
    events.publish(event("A", "one"));
    awaitMessages(1);
    assertThat(receiver.posts()).isEmpty();
  }

  @Test
  void doesNotDeliverATypeThatIsNotWanted() {
    subscribe(Schema.EVENT_GRID, Set.of("B"));
    events.publish(event("A", "one"));
    events.publish(event("B", "two"));
    awaitPosts(1);
    awaitMessages(2);
    assertThat(receiver.posts().get(0).body().at("/0/subject").asText()).isEqualTo("two");
  }

  @Test
  void triesAWebhookAgainAfterA503() {
    subscribe(Schema.EVENT_GRID);
    receiver.willAnswer(503, 404);
    events.publish(event("A", "one"));
    awaitPosts(3);
    assertThat(receiver.posts()).extracting(Receiver.Post::tries).containsExactly("0", "1", "2");
  }

  @Test
  void doesNotTryAgainAfterA401() {
    subscribe(Schema.EVENT_GRID);
    receiver.willAnswer(401);
    events.publish(event("A", "one"));
    await().until(() -> running.azure().calls().of("event lost") == 1);
    assertThat(receiver.posts()).hasSize(1);
  }

  @Test
  void canDeliverTwiceUnderDifferentMessageIds() {
    running.azure().faults().script(Kind.DUPLICATE_EVENT, "");
    events.publish(event("A", "one"));
    awaitMessages(2);
    List<Message> messages = running.queue().messages();
    assertThat(messages.get(0).body()).isEqualTo(messages.get(1).body());
    assertThat(messages.get(0).messageId()).isNotEqualTo(messages.get(1).messageId());
  }

  @Test
  void canHoldAnEventBackBehindTheNext() {
    running.azure().faults().script(Kind.REORDERED_EVENT, "");
    events.publish(event("A", "one"));
    events.publish(event("A", "two"));
    awaitMessages(2);
    assertThat(running.queue().messages())
        .extracting(message -> message.body().path("subject").asText())
        .containsExactly("two", "one");
  }

  @Test
  void aHeldBackEventIsNotLostIfNoneFollows() {
    running.azure().faults().script(Kind.REORDERED_EVENT, "");
    events.publish(event("A", "one"));
    awaitMessages(1);
  }

  @Test
  void canCutTheBrokersConnections() {
    running.azure().faults().script(Kind.BROKER_CUT, "");
    events.publish(event("A", "one"));
    awaitMessages(1);
    assertThat(running.queue().cuts()).isOne();
  }

  private boolean subscribe(Schema schema) {
    return subscribe(schema, Set.of());
  }

  private boolean subscribe(Schema schema, Set<String> types) {
    ToWebhook to = new ToWebhook(Webhook.open(receiver.url()));
    return events.subscribe(new Subscription("hook", schema, types, to)).join();
  }

  private void awaitMessages(int count) {
    await().untilAsserted(() -> assertThat(running.queue().messages()).hasSize(count));
  }

  private void awaitPosts(int count) {
    await().untilAsserted(() -> assertThat(receiver.posts()).hasSize(count));
  }

  private static Event event(String type, String subject) {
    return Event.Raised.now(
        Instant.EPOCH, "/subscriptions/s", subject, type, "1", Map.of("k", "v"));
  }
}
