package io.github.rekey.sandbox.servicebus;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import com.azure.messaging.servicebus.ServiceBusSessionReceiverClient;
import com.azure.messaging.servicebus.models.SubQueue;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * What the conformance checks run against, with the real client: the emulator, or the namespace of
 * the connection string in REKEY_SERVICEBUS_CONNECTION_STRING. That one has to have the entities of
 * {@link #create}, empty, with lock durations as short as the service allows.
 */
final class NamespaceUnderTest implements AutoCloseable {
  static final String VARIABLE = "REKEY_SERVICEBUS_CONNECTION_STRING";

  /** How long a check waits for what should come, and for what should not. */
  static final Duration SOON = Duration.ofSeconds(15);

  static final Duration A_WHILE = Duration.ofMillis(700);

  private final @Nullable ServiceBusEmulator emulator;
  private final String connectionString;

  private NamespaceUnderTest(@Nullable ServiceBusEmulator emulator, String connectionString) {
    this.emulator = emulator;
    this.connectionString = connectionString;
  }

  static NamespaceUnderTest open() {
    String real = System.getenv(VARIABLE);
    if (real != null && !real.isBlank()) {
      return new NamespaceUnderTest(null, real);
    }
    ServiceBusEmulator emulator = create(ServiceBusEmulator.start());
    return new NamespaceUnderTest(emulator, emulator.connectionString());
  }

  static ServiceBusEmulator create(ServiceBusEmulator emulator) {
    QueueOptions options = QueueOptions.defaults();
    QueueOptions shortLock = options.withLockDuration(Duration.ofSeconds(3));
    for (String name : new String[] {"plain", "settled", "batched", "peeked", "big", "many"}) {
      emulator.queue(name, options);
    }
    return emulator
        .queue("short-lock", shortLock)
        .queue("three-deliveries", options.withMaxDeliveryCount(3))
        .queue("no-duplicates", options.withDuplicateDetection(Duration.ofMinutes(10)))
        .queue("expiring", options.withDeadLetterOnExpiry())
        .queue("sessions", options.withSessions())
        .queue("idle-sessions", options.withSessions())
        .queue("short-sessions", shortLock.withSessions())
        .topic("topic", options, "a", "b");
  }

  /** Skips the check that asks if there is no emulator to control. */
  ServiceBusEmulator emulator() {
    assumeTrue(emulator != null, "needs control of the emulator");
    return emulator;
  }

  /** Without retries, so that each refusal shows. */
  ServiceBusClientBuilder client() {
    return client(new AmqpRetryOptions().setTryTimeout(SOON).setMaxRetries(0));
  }

  ServiceBusClientBuilder client(AmqpRetryOptions retries) {
    return new ServiceBusClientBuilder().connectionString(connectionString).retryOptions(retries);
  }

  ServiceBusSenderClient sender(String queue) {
    return client().sender().queueName(queue).buildClient();
  }

  void send(String queue, ServiceBusMessage... messages) {
    try (ServiceBusSenderClient sender = sender(queue)) {
      for (ServiceBusMessage message : messages) {
        sender.sendMessage(message);
      }
    }
  }

  ServiceBusReceiverClient receiver(String queue) {
    return client()
        .receiver()
        .queueName(queue)
        .disableAutoComplete()
        .maxAutoLockRenewDuration(Duration.ZERO)
        .buildClient();
  }

  ServiceBusReceiverClient deadLetters(String queue) {
    return client()
        .receiver()
        .queueName(queue)
        .subQueue(SubQueue.DEAD_LETTER_QUEUE)
        .disableAutoComplete()
        .maxAutoLockRenewDuration(Duration.ZERO)
        .buildClient();
  }

  ServiceBusSessionReceiverClient sessions(String queue) {
    return client()
        .sessionReceiver()
        .queueName(queue)
        .disableAutoComplete()
        .maxAutoLockRenewDuration(Duration.ZERO)
        .buildClient();
  }

  static ServiceBusReceivedMessage next(ServiceBusReceiverClient receiver) {
    return next(receiver, SOON)
        .orElseThrow(() -> new AssertionError("no message from " + receiver.getEntityPath()));
  }

  /** What comes within a while, for checks that expect nothing. */
  static Optional<ServiceBusReceivedMessage> anything(ServiceBusReceiverClient receiver) {
    return next(receiver, A_WHILE);
  }

  static void waitUntilPast(OffsetDateTime time) {
    Awaitility.await().until(() -> OffsetDateTime.now().isAfter(time));
  }

  @Override
  public void close() {
    if (emulator != null) {
      emulator.close();
    }
  }

  private static Optional<ServiceBusReceivedMessage> next(
      ServiceBusReceiverClient receiver, Duration wait) {
    Iterator<ServiceBusReceivedMessage> messages = receiver.receiveMessages(1, wait).iterator();
    return messages.hasNext() ? Optional.of(messages.next()) : Optional.empty();
  }
}
