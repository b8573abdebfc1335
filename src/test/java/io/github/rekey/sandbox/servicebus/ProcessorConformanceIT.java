package io.github.rekey.sandbox.servicebus;

import static io.github.rekey.sandbox.servicebus.NamespaceUnderTest.anything;
import static io.github.rekey.sandbox.servicebus.NamespaceUnderTest.next;
import static io.github.rekey.sandbox.servicebus.NamespaceUnderTest.waitUntilPast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusProcessorClient;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessageContext;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import com.azure.messaging.servicebus.models.DeadLetterOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The client's processors; see {@link NamespaceUnderTest} for where it runs. */
class ProcessorConformanceIT {
  private static NamespaceUnderTest namespace;

  private final List<String> handled = new CopyOnWriteArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void open() {
    namespace = NamespaceUnderTest.open();
  }

  @AfterAll
  static void close() {
    namespace.close();
  }

  @Test
  void everyMessageIsHandledOnceAndSettledAsItsHandlerSays() {
    int count = 1000;
    try (ServiceBusSenderClient sender = namespace.sender("many")) {
      sender.sendMessages(
          IntStream.range(0, count)
              .mapToObj(i -> new ServiceBusMessage("m" + i).setMessageId("" + i))
              .toList());
    }
    List<String> abandoned = new CopyOnWriteArrayList<>();
    List<String> dead = new CopyOnWriteArrayList<>();
    try (ServiceBusProcessorClient processor =
        namespace
            .client()
            .processor()
            .queueName("many")
            .maxConcurrentCalls(8)
            .disableAutoComplete()
            .processMessage(context -> settle(context, abandoned, dead))
            .processError(error -> errors.add(error.getException().toString()))
            .buildProcessorClient()) {
      processor.start();
      await().until(() -> handled.size() + dead.size() >= count);
    }

    assertThat(errors).isEmpty();
    assertThat(handled).doesNotHaveDuplicates().hasSize(count - count / 10);
    assertThat(abandoned).doesNotHaveDuplicates().hasSize(count / 10);
    assertThat(dead).doesNotHaveDuplicates().hasSize(count / 10);
    assertThat(deadLetterReasons("many")).hasSize(count / 10).containsOnly("seven");
  }

  private void settle(
      ServiceBusReceivedMessageContext context, List<String> abandoned, List<String> dead) {
    String id = context.getMessage().getMessageId();
    if (id.endsWith("3") && context.getMessage().getDeliveryCount() == 0) {
      context.abandon();
      abandoned.add(id);
    } else if (id.endsWith("7")) {
      context.deadLetter(new DeadLetterOptions().setDeadLetterReason("seven"));
      dead.add(id);
    } else {
      context.complete();
      handled.add(id);
    }
  }

  private static List<String> deadLetterReasons(String queue) {
    List<String> reasons = new CopyOnWriteArrayList<>();
    try (ServiceBusReceiverClient dead = namespace.deadLetters(queue)) {
      for (int before = -1; before < reasons.size(); ) {
        before = reasons.size();
        dead.receiveMessages(100, Duration.ofSeconds(2))
            .forEach(
                message -> {
                  reasons.add(message.getDeadLetterReason());
                  dead.complete(message);
                });
      }
    }
    return reasons;
  }

  @Test
  void aSlowHandlerKeepsItsMessageByRenewal() {
    namespace.send("short-lock", new ServiceBusMessage("slow"));
    try (ServiceBusProcessorClient processor =
        namespace
            .client()
            .processor()
            .queueName("short-lock")
            .maxAutoLockRenewDuration(Duration.ofMinutes(1))
            .maxConcurrentCalls(2)
            .processMessage(this::outliveTheLock)
            .processError(error -> errors.add(error.getException().toString()))
            .buildProcessorClient()) {
      processor.start();
      await().until(() -> !handled.isEmpty());
    }
    assertHandledOnce("slow");
    try (ServiceBusReceiverClient receiver = namespace.receiver("short-lock")) {
      assertThat(anything(receiver)).isEmpty();
    }
  }

  @Test
  void aSlowHandlerKeepsItsSessionByRenewal() {
    namespace.send("short-sessions", new ServiceBusMessage("slow").setSessionId("R"));
    try (ServiceBusProcessorClient processor =
        namespace
            .client()
            .sessionProcessor()
            .queueName("short-sessions")
            .maxConcurrentSessions(1)
            .maxAutoLockRenewDuration(Duration.ofMinutes(1))
            .processMessage(this::outliveTheLock)
            .processError(error -> errors.add(error.getException().toString()))
            .buildProcessorClient()) {
      processor.start();
      await().until(() -> !handled.isEmpty());
    }
    assertHandledOnce("slow");
  }

  private void outliveTheLock(ServiceBusReceivedMessageContext context) {
    waitUntilPast(context.getMessage().getLockedUntil().plus(Duration.ofMillis(500)));
    handled.add(context.getMessage().getBody().toString());
  }

  private void assertHandledOnce(String body) {
    assertThat(handled).containsExactly(body);
    assertThat(errors).isEmpty();
  }

  @Test
  void everySessionIsHandledInItsOrder() {
    try (ServiceBusSenderClient sender = namespace.sender("sessions")) {
      for (int i = 0; i < 30; i++) {
        sender.sendMessage(new ServiceBusMessage("" + i / 6).setSessionId("S" + i % 6));
      }
    }
    Map<String, List<String>> bySession = new ConcurrentHashMap<>();
    try (ServiceBusProcessorClient processor =
        namespace
            .client()
            .sessionProcessor()
            .queueName("sessions")
            .maxConcurrentSessions(3)
            .sessionIdleTimeout(Duration.ofMillis(500))
            .processMessage(
                context ->
                    bySession
                        .computeIfAbsent(
                            context.getMessage().getSessionId(), id -> new CopyOnWriteArrayList<>())
                        .add(context.getMessage().getBody().toString()))
            .processError(error -> errors.add(error.getException().toString()))
            .buildProcessorClient()) {
      processor.start();
      await().until(() -> bySession.values().stream().mapToInt(List::size).sum() >= 30);
    }
    assertThat(bySession).hasSize(6);
    assertThat(bySession.values()).containsOnly(List.of("0", "1", "2", "3", "4"));
  }

  @Test
  void aHandlerThatThrowsHasItsMessageDeadLetteredInTheEndAndNoOther() {
    namespace.send("three-deliveries", new ServiceBusMessage("boom"), new ServiceBusMessage("ok"));
    try (ServiceBusProcessorClient processor =
            namespace
                .client()
                .processor()
                .queueName("three-deliveries")
                .maxConcurrentCalls(2)
                .processMessage(this::throwAtBoom)
                .processError(error -> errors.add(error.getException().toString()))
                .buildProcessorClient();
        ServiceBusReceiverClient dead = namespace.deadLetters("three-deliveries")) {
      processor.start();
      ServiceBusReceivedMessage message = next(dead);
      assertThat(message.getBody()).hasToString("boom");
      assertThat(message.getDeliveryCount()).isEqualTo(3);
      dead.complete(message);
      await().until(() -> handled.contains("ok"));
    }
    assertThat(handled).containsExactlyInAnyOrder("boom", "boom", "boom", "ok");
    assertThat(errors).hasSize(3);
  }

  private void throwAtBoom(ServiceBusReceivedMessageContext context) {
    String body = context.getMessage().getBody().toString();
    handled.add(body);
    if (body.equals("boom")) {
      throw new IllegalStateException("boom");
    }
  }
}
