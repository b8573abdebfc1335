package io.github.rekey.sandbox.servicebus;

import static io.github.rekey.sandbox.servicebus.NamespaceUnderTest.anything;
import static io.github.rekey.sandbox.servicebus.NamespaceUnderTest.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusMessageBatch;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import com.azure.messaging.servicebus.models.ServiceBusMessageState;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sending, and what arrives; see {@link NamespaceUnderTest} for where it runs. */
class ServiceBusConformanceIT {
  private static NamespaceUnderTest namespace;

  @BeforeAll
  static void open() {
    namespace = NamespaceUnderTest.open();
  }

  @AfterAll
  static void close() {
    namespace.close();
  }

  @Test
  void aMessageCarriesWhatItsSenderAndTheServiceWroteOnIt() {
    OffsetDateTime time = OffsetDateTime.parse("2024-01-02T03:04:05Z");
    ServiceBusMessage sent =
        new ServiceBusMessage("{\"a\":1}")
            .setMessageId("mid-1")
            .setSubject("subject")
            .setContentType("application/cloudevents+json")
            .setTimeToLive(Duration.ofMinutes(5));
    sent.getApplicationProperties().put("n", 42);
    sent.getApplicationProperties().put("t", time);
    namespace.send("plain", sent, new ServiceBusMessage("second"));

    try (ServiceBusReceiverClient receiver = namespace.receiver("plain")) {
      ServiceBusReceivedMessage first = next(receiver);
      assertThat(first.getBody()).hasToString("{\"a\":1}");
      assertThat(first.getMessageId()).isEqualTo("mid-1");
      assertThat(first.getSubject()).isEqualTo("subject");
      assertThat(first.getContentType()).isEqualTo("application/cloudevents+json");
      assertThat(first.getApplicationProperties()).containsEntry("n", 42).containsEntry("t", time);
      assertThat(first.getState()).isEqualTo(ServiceBusMessageState.ACTIVE);
      assertThat(first.getDeliveryCount()).isZero();
      assertThat(first.getLockedUntil()).isAfter(OffsetDateTime.now());
      assertThat(first.getExpiresAt()).isEqualTo(first.getEnqueuedTime().plusMinutes(5));
      receiver.complete(first);
      ServiceBusReceivedMessage second = next(receiver);
      assertThat(second.getSequenceNumber()).isGreaterThan(first.getSequenceNumber());
      receiver.complete(second);
    }
  }

  @Test
  void batchesArriveWhole() {
    try (ServiceBusSenderClient sender = namespace.sender("batched")) {
      sender.sendMessages(
          IntStream.range(0, 50).mapToObj(i -> new ServiceBusMessage("m" + i)).toList());
      ServiceBusMessageBatch batch = sender.createMessageBatch();
      IntStream.range(50, 100)
          .forEach(i -> assertThat(batch.tryAddMessage(new ServiceBusMessage("m" + i))).isTrue());
      sender.sendMessages(batch);
    }

    Set<String> bodies = new TreeSet<>();
    try (ServiceBusReceiverClient receiver = namespace.receiver("batched")) {
      while (bodies.size() < 100) {
        ServiceBusReceivedMessage message = next(receiver);
        assertThat(bodies.add(message.getBody().toString())).isTrue();
        receiver.complete(message);
      }
      assertThat(anything(receiver)).isEmpty();
    }
    assertThat(bodies).contains("m0", "m49", "m50", "m99");
  }

  @Test
  void aScheduledMessageDoesNotArriveBeforeItsTime() {
    try (ServiceBusReceiverClient receiver = namespace.receiver("plain")) {
      OffsetDateTime due = OffsetDateTime.now().plusSeconds(2);
      namespace.send("plain", new ServiceBusMessage("later").setScheduledEnqueueTime(due));
      assertThat(anything(receiver)).isEmpty();
      ServiceBusReceivedMessage message = next(receiver);
      assertThat(message.getEnqueuedTime()).isAfterOrEqualTo(due.minusNanos(1_000_000));
      receiver.complete(message);
    }
  }

  @Test
  void aCancelledMessageDoesNotArriveAndItsNeighbourDoes() {
    try (ServiceBusSenderClient sender = namespace.sender("plain");
        ServiceBusReceiverClient receiver = namespace.receiver("plain")) {
      OffsetDateTime due = OffsetDateTime.now().plusSeconds(2);
      long cancelled = sender.scheduleMessage(new ServiceBusMessage("cancelled"), due);
      long kept = sender.scheduleMessage(new ServiceBusMessage("kept"), due);
      assertThat(kept).isGreaterThan(cancelled);
      sender.cancelScheduledMessage(cancelled);

      ServiceBusReceivedMessage message = next(receiver);
      assertThat(message.getBody()).hasToString("kept");
      receiver.complete(message);
      assertThat(anything(receiver)).isEmpty();
    }
  }

  @Test
  void peekingShowsMessagesAndDoesNotTakeThem() {
    try (ServiceBusReceiverClient receiver = namespace.receiver("peeked")) {
      assertThat(receiver.peekMessages(10)).isEmpty();
      namespace.send("peeked", new ServiceBusMessage("p1"), new ServiceBusMessage("p2"));
      assertThat(receiver.peekMessages(10, 0))
          .extracting(message -> message.getBody().toString())
          .containsExactly("p1", "p2");
      for (String body : List.of("p1", "p2")) {
        ServiceBusReceivedMessage message = next(receiver);
        assertThat(message.getBody()).hasToString(body);
        receiver.complete(message);
      }
    }
  }

  @Test
  void aDuplicateIsDroppedAndAnotherMessageIsNot() {
    namespace.send(
        "no-duplicates",
        new ServiceBusMessage("1").setMessageId("same"),
        new ServiceBusMessage("2").setMessageId("same"),
        new ServiceBusMessage("3").setMessageId("other"));

    try (ServiceBusReceiverClient receiver = namespace.receiver("no-duplicates")) {
      for (String body : List.of("1", "3")) {
        ServiceBusReceivedMessage message = next(receiver);
        assertThat(message.getBody()).hasToString(body);
        receiver.complete(message);
      }
      assertThat(anything(receiver)).isEmpty();
    }
  }

  @Test
  void anExpiredMessageIsDeadLettered() {
    namespace.send("expiring", new ServiceBusMessage("old").setTimeToLive(Duration.ofMillis(500)));

    try (ServiceBusReceiverClient dead = namespace.deadLetters("expiring");
        ServiceBusReceiverClient receiver = namespace.receiver("expiring")) {
      ServiceBusReceivedMessage message = next(dead);
      assertThat(message.getDeadLetterReason()).isEqualTo("TTLExpiredException");
      dead.complete(message);
      assertThat(anything(receiver)).isEmpty();
    }
  }

  @Test
  void aMessageOfManyFramesArrivesUnchanged() {
    byte[] big = new byte[230_000];
    new Random(1).nextBytes(big);
    namespace.send("big", new ServiceBusMessage(big));

    try (ServiceBusReceiverClient receiver = namespace.receiver("big")) {
      ServiceBusReceivedMessage message = next(receiver);
      assertThat(message.getBody().toBytes()).isEqualTo(big);
      receiver.complete(message);
    }
  }

  @Test
  void aMessageOverTheLimitIsNotSent() {
    assertFails(
        ServiceBusFailureReason.MESSAGE_SIZE_EXCEEDED,
        () -> namespace.send("big", new ServiceBusMessage(new byte[300_000])));
  }

  @Test
  void everySubscriptionOfATopicGetsTheMessage() {
    try (ServiceBusSenderClient sender =
        namespace.client().sender().topicName("topic").buildClient()) {
      sender.sendMessage(new ServiceBusMessage("event"));
    }
    for (String subscription : List.of("a", "b")) {
      try (ServiceBusReceiverClient receiver =
          namespace
              .client()
              .receiver()
              .topicName("topic")
              .subscriptionName(subscription)
              .disableAutoComplete()
              .buildClient()) {
        ServiceBusReceivedMessage message = next(receiver);
        assertThat(message.getBody()).hasToString("event");
        receiver.complete(message);
      }
    }
  }

  @Test
  void anUnknownQueueIsNotFound() {
    assertFails(
        ServiceBusFailureReason.MESSAGING_ENTITY_NOT_FOUND,
        () -> namespace.send("no-such-queue", new ServiceBusMessage("x")));
  }

  @Test
  void severalLinksShareOneConnection() {
    ServiceBusClientBuilder shared = namespace.client();
    try (ServiceBusSenderClient sender = shared.sender().queueName("plain").buildClient();
        ServiceBusReceiverClient receiver =
            shared.receiver().queueName("plain").disableAutoComplete().buildClient()) {
      sender.sendMessage(new ServiceBusMessage("shared"));
      receiver.complete(next(receiver));
    }
  }

  @Test
  void aTransactionIsRefusedAndNotLeftHanging() {
    assertThat(namespace.emulator()).isNotNull();
    try (ServiceBusSenderClient sender = namespace.sender("plain")) {
      assertThatThrownBy(sender::createTransaction)
          .isInstanceOf(ServiceBusException.class)
          .hasMessageContaining("transaction");
    }
  }

  private static void assertFails(ServiceBusFailureReason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ServiceBusException.class, e -> assertThat(e.getReason()).isEqualTo(reason));
  }
}
