package io.github.rekey.intake;

import com.azure.core.amqp.models.AmqpMessageBody;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusErrorContext;
import com.azure.messaging.servicebus.ServiceBusProcessorClient;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessageContext;
import com.azure.messaging.servicebus.models.DeadLetterOptions;
import com.azure.messaging.servicebus.models.ServiceBusReceiveMode;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to a Service Bus queue that Event Grid (or a Logic App) feeds. A message is settled only
 * after its readings are durable; see {@link QueueMessages}.
 */
public final class QueueListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QueueListener.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final ServiceBusProcessorClient processor;
  private final QueueMessages messages;

  public QueueListener(QueueSettings settings, Intake intake) {
    this.messages = new QueueMessages(intake, patience(settings.patience()));
    this.processor =
        client(settings)
            .processor()
            .queueName(settings.queueName())
            .receiveMode(ServiceBusReceiveMode.PEEK_LOCK)
            .disableAutoComplete()
            .prefetchCount(0)
            .maxConcurrentCalls(settings.concurrency())
            .maxAutoLockRenewDuration(settings.patience().plus(Duration.ofMinutes(1)))
            .processMessage(this::handle)
            .processError(QueueListener::report)
            .buildProcessorClient();
  }

  /** Returns at once; connects in the background and goes on trying. */
  public void start() {
    processor.start();
  }

  public boolean isRunning() {
    return processor.isRunning();
  }

  /** Messages being handled may come again; they will be duplicates then. */
  @Override
  public void close() {
    processor.close();
  }

  private void handle(ServiceBusReceivedMessageContext context) {
    messages.handle(body(context.getMessage()), new MessageSettling(context));
  }

  /** Event Grid sends data; a sender of one's own may send an AMQP value. */
  private static byte[] body(ServiceBusReceivedMessage message) {
    AmqpMessageBody body = message.getRawAmqpMessage().getBody();
    return switch (body.getBodyType()) {
      case DATA -> message.getBody().toBytes();
      case VALUE -> String.valueOf(body.getValue()).getBytes(StandardCharsets.UTF_8);
      default -> new byte[0];
    };
  }

  static ServiceBusClientBuilder client(QueueSettings settings) {
    ServiceBusClientBuilder builder = new ServiceBusClientBuilder();
    return settings.connectionString() != null
        ? builder.connectionString(settings.connectionString())
        : builder
            .fullyQualifiedNamespace(Objects.requireNonNull(settings.namespace()))
            .credential(Objects.requireNonNull(settings.credential()));
  }

  /** Tries again with growing pauses until about so much time has passed. */
  static Retry patience(Duration inAll) {
    IntervalFunction pauses = IntervalFunction.ofExponentialBackoff(FIRST_PAUSE, 2, LONGEST_PAUSE);
    int attempts = 1;
    long waited = 0;
    while (waited < inAll.toMillis()) {
      waited += pauses.apply(attempts);
      attempts++;
    }
    return Retry.of(
        "inbox", RetryConfig.custom().maxAttempts(attempts).intervalFunction(pauses).build());
  }

  private static void report(ServiceBusErrorContext error) {
    LOG.warn(
        "Service Bus {} failed for {}, the client tries again: {}",
        error.getErrorSource(),
        error.getEntityPath(),
        Redaction.line(String.valueOf(error.getException().getMessage())));
  }

  private record MessageSettling(ServiceBusReceivedMessageContext context) implements Settling {
    @Override
    public void complete() {
      context.complete();
    }

    @Override
    public void abandon() {
      context.abandon();
    }

    @Override
    public void deadLetter(String reason, String description) {
      context.deadLetter(
          new DeadLetterOptions()
              .setDeadLetterReason(reason)
              .setDeadLetterErrorDescription(description));
    }
  }
}
