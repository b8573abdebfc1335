package io.github.rekey.sandbox.servicebus;

import static io.github.rekey.sandbox.servicebus.NamespaceUnderTest.anything;
import static io.github.rekey.sandbox.servicebus.NamespaceUnderTest.next;
import static io.github.rekey.sandbox.servicebus.NamespaceUnderTest.waitUntilPast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.models.AbandonOptions;
import com.azure.messaging.servicebus.models.DeadLetterOptions;
import com.azure.messaging.servicebus.models.ServiceBusMessageState;
import com.azure.messaging.servicebus.models.ServiceBusReceiveMode;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Locks and outcomes; see {@link NamespaceUnderTest} for where it runs. */
class SettlementConformanceIT {
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
  void aCompletedMessageDoesNotComeBack() {
    namespace.send("settled", new ServiceBusMessage("hello"));
    try (ServiceBusReceiverClient receiver = namespace.receiver("settled")) {
      ServiceBusReceivedMessage message = next(receiver);
      assertThat(message.getLockToken()).isNotEqualTo("00000000-0000-0000-0000-000000000000");
      receiver.complete(message);
      assertThat(anything(receiver)).isEmpty();
    }
  }

  @Test
  void anAbandonedMessageComesBackCountedAndModified() {
    namespace.send("settled", new ServiceBusMessage("x"));
    try (ServiceBusReceiverClient receiver = namespace.receiver("settled")) {
      receiver.abandon(
          next(receiver), new AbandonOptions().setPropertiesToModify(Map.of("why", "busy")));
      ServiceBusReceivedMessage again = next(receiver);
      assertThat(again.getDeliveryCount()).isEqualTo(1);
      assertThat(again.getApplicationProperties()).containsEntry("why", "busy");
      receiver.complete(again);
    }
  }

  @Test
  void aMessageThatFailsTooOftenIsDeadLettered() {
    namespace.send("three-deliveries", new ServiceBusMessage("poison"));
    try (ServiceBusReceiverClient receiver = namespace.receiver("three-deliveries");
        ServiceBusReceiverClient dead = namespace.deadLetters("three-deliveries")) {
      for (long failures = 0; failures < 3; failures++) {
        ServiceBusReceivedMessage message = next(receiver);
        assertThat(message.getDeliveryCount()).isEqualTo(failures);
        receiver.abandon(message);
      }
      assertThat(anything(receiver)).isEmpty();
      ServiceBusReceivedMessage message = next(dead);
      assertThat(message.getDeadLetterReason()).isEqualTo("MaxDeliveryCountExceeded");
      dead.complete(message);
    }
  }

  @Test
  void aDeadLetteredMessageSaysWhyAndIsGoneFromTheQueue() {
    namespace.send("settled", new ServiceBusMessage("bad"));
    try (ServiceBusReceiverClient receiver = namespace.receiver("settled");
        ServiceBusReceiverClient dead = namespace.deadLetters("settled")) {
      receiver.deadLetter(
          next(receiver),
          new DeadLetterOptions()
              .setDeadLetterReason("schema")
              .setDeadLetterErrorDescription("no id")
              .setPropertiesToModify(Map.of("k", "v")));
      ServiceBusReceivedMessage message = next(dead);
      assertThat(message.getDeadLetterReason()).isEqualTo("schema");
      assertThat(message.getDeadLetterErrorDescription()).isEqualTo("no id");
      assertThat(message.getApplicationProperties()).containsEntry("k", "v");
      dead.complete(message);
      assertThat(anything(receiver)).isEmpty();
    }
  }

  @Test
  void aDeferredMessageIsOnlyHadByItsNumber() {
    namespace.send("settled", new ServiceBusMessage("d"));
    try (ServiceBusReceiverClient receiver = namespace.receiver("settled")) {
      ServiceBusReceivedMessage message = next(receiver);
      receiver.defer(message);
      assertThat(anything(receiver)).isEmpty();
      ServiceBusReceivedMessage deferred =
          receiver.receiveDeferredMessage(message.getSequenceNumber());
      assertThat(deferred.getState()).isEqualTo(ServiceBusMessageState.DEFERRED);
      receiver.complete(deferred);
    }
  }

  @Test
  void aRenewedLockOutlivesItsFirstEnd() {
    namespace.send("short-lock", new ServiceBusMessage("x"));
    try (ServiceBusReceiverClient receiver = namespace.receiver("short-lock")) {
      ServiceBusReceivedMessage message = next(receiver);
      OffsetDateTime firstEnd = message.getLockedUntil();
      waitUntilPast(firstEnd.minusSeconds(2));
      assertThat(receiver.renewMessageLock(message)).isAfter(firstEnd);
      waitUntilPast(firstEnd);
      receiver.complete(message);
      assertThat(anything(receiver)).isEmpty();
    }
  }

  @Test
  void aMessageWhoseLockRanOutComesBackAndCannotBeCompleted() {
    namespace.send("short-lock", new ServiceBusMessage("x"));
    try (ServiceBusReceiverClient receiver = namespace.receiver("short-lock")) {
      ServiceBusReceivedMessage message = next(receiver);
      waitUntilPast(message.getLockedUntil());
      assertThatThrownBy(() -> receiver.complete(message))
          .isInstanceOfSatisfying(
              ServiceBusException.class,
              e -> assertThat(e.getReason()).isEqualTo(ServiceBusFailureReason.MESSAGE_LOCK_LOST));
      ServiceBusReceivedMessage again = next(receiver);
      assertThat(again.getDeliveryCount()).isEqualTo(1);
      receiver.complete(again);
    }
  }

  @Test
  void aMessageReceivedAndDeletedIsGone() {
    namespace.send("settled", new ServiceBusMessage("x"));
    try (ServiceBusReceiverClient receiver =
        namespace
            .client()
            .receiver()
            .queueName("settled")
            .receiveMode(ServiceBusReceiveMode.RECEIVE_AND_DELETE)
            .buildClient()) {
      assertThat(next(receiver).getBody()).hasToString("x");
    }
    try (ServiceBusReceiverClient receiver = namespace.receiver("settled")) {
      assertThat(anything(receiver)).isEmpty();
    }
  }
}
