package io.github.rekey.intake;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import java.time.Duration;
import java.util.Optional;

/** Peeks into the queue once: nothing is received, locked or settled. */
public final class QueueSight {
  private QueueSight() {}

  /**
   * What is in the way; empty if the queue answered.
   *
   * @param patience how long one try takes at most
   */
  public static Optional<String> trouble(QueueSettings settings, Duration patience) {
    AmqpRetryOptions once = new AmqpRetryOptions().setMaxRetries(0).setTryTimeout(patience);
    try (ServiceBusReceiverClient receiver =
        QueueListener.client(settings)
            .retryOptions(once)
            .receiver()
            .queueName(settings.queueName())
            .disableAutoComplete()
            .buildClient()) {
      receiver.peekMessage();
      return Optional.empty();
    } catch (ServiceBusException refused) {
      return Optional.of("Service Bus says " + refused.getReason());
    } catch (RuntimeException noAnswer) {
      return Optional.of("no answer (" + noAnswer.getClass().getSimpleName() + ")");
    }
  }
}
