package io.github.rekey.sandbox.servicebus;

import static io.github.rekey.sandbox.servicebus.NamespaceUnderTest.anything;
import static io.github.rekey.sandbox.servicebus.NamespaceUnderTest.next;
import static io.github.rekey.sandbox.servicebus.NamespaceUnderTest.waitUntilPast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.core.amqp.exception.AmqpErrorCondition;
import com.azure.core.amqp.exception.AmqpException;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSessionReceiverClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sessions; see {@link NamespaceUnderTest} for where it runs. */
class SessionConformanceIT {
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
  void aNamedSessionComesInOrderWithoutItsNeighbours() {
    send("sessions", "A", "A1");
    send("sessions", "B", "B1");
    send("sessions", "A", "A2");
    try (ServiceBusSessionReceiverClient sessions = namespace.sessions("sessions")) {
      try (ServiceBusReceiverClient receiver = sessions.acceptSession("A")) {
        assertThat(completeNext(receiver)).isEqualTo("A1");
        assertThat(completeNext(receiver)).isEqualTo("A2");
        assertThat(anything(receiver)).isEmpty();
      }
      try (ServiceBusReceiverClient receiver = sessions.acceptNextSession()) {
        assertThat(receiver.getSessionId()).isEqualTo("B");
        assertThat(completeNext(receiver)).isEqualTo("B1");
      }
    }
  }

  @Test
  void aTakenSessionIsRefusedToAnother() {
    try (ServiceBusSessionReceiverClient sessions = namespace.sessions("sessions");
        ServiceBusReceiverClient owner = sessions.acceptSession("taken");
        ServiceBusSessionReceiverClient others = namespace.sessions("sessions")) {
      assertThat(owner.getSessionId()).isEqualTo("taken");
      assertThatThrownBy(() -> others.acceptSession("taken"))
          .isInstanceOfSatisfying(
              AmqpException.class,
              e ->
                  assertThat(e.getErrorCondition())
                      .isEqualTo(AmqpErrorCondition.SESSION_CANNOT_BE_LOCKED));
    }
  }

  @Test
  void aSessionHasAStateAndALockThatIsRenewed() {
    try (ServiceBusSessionReceiverClient sessions = namespace.sessions("sessions");
        ServiceBusReceiverClient receiver = sessions.acceptSession("stateful")) {
      assertThat(receiver.getSessionState()).isNull();
      receiver.setSessionState("st".getBytes(StandardCharsets.UTF_8));
      assertThat(receiver.getSessionState()).asString(StandardCharsets.UTF_8).isEqualTo("st");
      receiver.setSessionState(null);
      assertThat(receiver.getSessionState()).isNull();
      assertThat(receiver.renewSessionLock()).isAfter(OffsetDateTime.now());
    }
  }

  @Test
  void theNextSessionTimesOutWhenThereIsNone() {
    AmqpRetryOptions patience =
        new AmqpRetryOptions().setTryTimeout(Duration.ofSeconds(2)).setMaxRetries(0);
    try (ServiceBusSessionReceiverClient sessions =
        namespace.client(patience).sessionReceiver().queueName("idle-sessions").buildClient()) {
      assertThatThrownBy(sessions::acceptNextSession)
          .satisfies(e -> assertThat(e.toString()).containsIgnoringCase("timeout"));
    }
  }

  @Test
  void aSessionWhoseLockRanOutIsLostAndItsMessagesComeBackCounted() {
    send("short-sessions", "lost", "x");
    try (ServiceBusSessionReceiverClient sessions = namespace.sessions("short-sessions")) {
      try (ServiceBusReceiverClient receiver = sessions.acceptSession("lost")) {
        ServiceBusReceivedMessage message = next(receiver);
        waitUntilPast(message.getLockedUntil().plus(Duration.ofMillis(300)));
        assertThatThrownBy(() -> receiver.complete(message)).isInstanceOf(Exception.class);
      }
      try (ServiceBusReceiverClient receiver = sessions.acceptSession("lost")) {
        ServiceBusReceivedMessage again = next(receiver);
        assertThat(again.getDeliveryCount()).isEqualTo(1);
        receiver.complete(again);
      }
    }
  }

  @Test
  void aMessageWithoutASessionIsNotTaken() {
    assertThatThrownBy(() -> namespace.send("sessions", new ServiceBusMessage("no session")))
        .hasMessageContaining("SessionId");
  }

  @Test
  void aReceiverWithoutSessionsGetsNothingFromASessionQueue() {
    send("sessions", "wrong-kind", "x");
    try (ServiceBusReceiverClient receiver = namespace.receiver("sessions")) {
      assertThatThrownBy(() -> anything(receiver)).hasStackTraceContaining("requires sessions");
    }
    try (ServiceBusSessionReceiverClient sessions = namespace.sessions("sessions");
        ServiceBusReceiverClient receiver = sessions.acceptSession("wrong-kind")) {
      assertThat(completeNext(receiver)).isEqualTo("x");
    }
  }

  private static void send(String queue, String session, String body) {
    namespace.send(queue, new ServiceBusMessage(body).setSessionId(session));
  }

  private static String completeNext(ServiceBusReceiverClient receiver) {
    ServiceBusReceivedMessage message = next(receiver);
    receiver.complete(message);
    return message.getBody().toString();
  }
}
