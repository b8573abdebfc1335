package io.github.rekey.sandbox.servicebus;

import static io.github.rekey.sandbox.servicebus.NamespaceUnderTest.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusProcessorClient;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import com.azure.messaging.servicebus.models.DeadLetterOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the rest of the sandbox and tests do with the emulator, seen by the real client. */
class EmulatorControlIT {
  private static final AmqpRetryOptions RETRIES =
      new AmqpRetryOptions()
          .setTryTimeout(Duration.ofSeconds(8))
          .setDelay(Duration.ofMillis(100))
          .setMaxRetries(5);

  private ServiceBusEmulator emulator;

  @BeforeEach
  void start() {
    emulator =
        ServiceBusEmulator.start()
            .queue(
                "q",
                QueueOptions.defaults()
                    .withReleaseOnDetach()
                    .withDuplicateDetection(Duration.ofMinutes(1)));
  }

  @AfterEach
  void stop() {
    emulator.close();
  }

  @Test
  void aPublishedMessageIsReadByTheClient() {
    publish("id-1", "{\"a\":1}");
    try (ServiceBusReceiverClient receiver = receiver()) {
      ServiceBusReceivedMessage message = next(receiver);
      assertThat(message.getBody()).hasToString("{\"a\":1}");
      assertThat(message.getMessageId()).isEqualTo("id-1");
      assertThat(message.getContentType()).isEqualTo("application/json");
      assertThat(message.getApplicationProperties())
          .containsEntry("aeg-event-type", "Notification");
      receiver.complete(message);
    }
    assertThat(emulator.counts("q").completed()).isEqualTo(1);
  }

  @Test
  void aPublishedDuplicateIsDropped() {
    publish("same", "1");
    publish("same", "2");
    assertThat(emulator.counts("q").active()).isEqualTo(1);
    assertThat(emulator.counts("q").duplicates()).isEqualTo(1);
  }

  @Test
  void whatCannotBeDeliveredOrHasNoQueueIsNotPublished() {
    byte[] body = {};
    assertThatThrownBy(() -> emulator.publish("q", "1", "x", body, Map.of("o", new Object())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> emulator.publish("other", "1", "x", body, Map.of()))
        .hasMessageContaining("could not be found");
    assertThat(emulator.counts("q").accepted()).isZero();
  }

  @Test
  void deadLettersAreListedWithTheirReasons() {
    publish("id-1", "bad");
    try (ServiceBusReceiverClient receiver = receiver()) {
      receiver.deadLetter(
          next(receiver),
          new DeadLetterOptions()
              .setDeadLetterReason("schema")
              .setDeadLetterErrorDescription("no id"));
    }
    assertThat(emulator.deadLetters("q"))
        .containsExactly(new DeadLetter("id-1", "schema", "no id"));
  }

  @Test
  void aSendIsRefusedAsOftenAsAskedAndNotMore() {
    emulator.rejectSends("com.microsoft:entity-disabled", 1);
    AmqpRetryOptions once =
        new AmqpRetryOptions().setTryTimeout(Duration.ofSeconds(8)).setMaxRetries(0);
    try (ServiceBusSenderClient sender = client(once).sender().queueName("q").buildClient()) {
      assertThatThrownBy(() -> sender.sendMessage(new ServiceBusMessage("1")))
          .isInstanceOfSatisfying(
              ServiceBusException.class,
              e ->
                  assertThat(e.getReason())
                      .isEqualTo(ServiceBusFailureReason.MESSAGING_ENTITY_DISABLED));
      sender.sendMessage(new ServiceBusMessage("2"));
    }
    assertThat(emulator.counts("q").accepted()).isEqualTo(1);
  }

  @Test
  void clientsComeBackAfterTheirConnectionsAreCut() {
    List<String> handled = new CopyOnWriteArrayList<>();
    try (ServiceBusSenderClient sender = client(RETRIES).sender().queueName("q").buildClient();
        ServiceBusProcessorClient processor = processor(handled)) {
      processor.start();
      sender.sendMessage(new ServiceBusMessage("before"));
      await().until(() -> emulator.counts("q").completed() == 1);
      emulator.cutConnections();
      sender.sendMessage(new ServiceBusMessage("after"));
      await().until(() -> handled.contains("after"));
    }
    assertThat(handled).containsExactly("before", "after");
  }

  @Test
  void clientsComeBackAfterARestartOnTheSamePort() {
    int port = emulator.port();
    try (ServiceBusSenderClient sender = client(RETRIES).sender().queueName("q").buildClient()) {
      sender.sendMessage(new ServiceBusMessage("before"));
      emulator.close();
      assertThatThrownBy(() -> emulator.counts("q")).isInstanceOf(IllegalStateException.class);
      emulator = ServiceBusEmulator.start(port).queue("q", QueueOptions.defaults());
      sender.sendMessage(new ServiceBusMessage("after"));
    }
    assertThat(emulator.counts("q").accepted()).isEqualTo(1);
  }

  @Test
  void aPeerThatDoesNotSpeakAmqpIsCutOffAndDisturbsNobody() throws IOException {
    try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), emulator.port())) {
      stranger.setSoTimeout(8000);
      stranger.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      stranger.getInputStream().readAllBytes();
    }
    publish("id-1", "x");
    try (ServiceBusReceiverClient receiver = receiver()) {
      receiver.complete(next(receiver));
    }
  }

  @Test
  void messagesOfAClosedReceiverAreGivenBackIfTheQueueSaysSo() {
    publish("id-1", "x");
    try (ServiceBusReceiverClient receiver = receiver()) {
      next(receiver);
      assertThat(emulator.counts("q").locked()).isEqualTo(1);
    }
    await().until(() -> emulator.counts("q").active() == 1);
    assertThat(emulator.counts("q").locked()).isZero();
  }

  private void publish(String id, String body) {
    emulator.publish(
        "q",
        id,
        "application/json",
        body.getBytes(StandardCharsets.UTF_8),
        Map.of("aeg-event-type", "Notification"));
  }

  private ServiceBusClientBuilder client(AmqpRetryOptions retries) {
    return new ServiceBusClientBuilder()
        .connectionString(emulator.connectionString())
        .retryOptions(retries);
  }

  private ServiceBusReceiverClient receiver() {
    return client(RETRIES).receiver().queueName("q").disableAutoComplete().buildClient();
  }

  private ServiceBusProcessorClient processor(List<String> handled) {
    return client(RETRIES)
        .processor()
        .queueName("q")
        .processMessage(context -> handled.add(context.getMessage().getBody().toString()))
        .processError(error -> assertThat(error.getException()).isNotNull())
        .buildProcessorClient();
  }
}
