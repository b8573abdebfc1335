package io.github.rekey.sandbox.servicebus;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Modified;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.messaging.Released;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.engine.Delivery;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles delivered messages as their consumers say. The client waits for an outcome of the same
 * type, settled; anything else it takes for a failure.
 */
final class Dispositions {
  private static final Logger log = LoggerFactory.getLogger(Dispositions.class);

  private Dispositions() {}

  static void settle(Delivery delivery) {
    DeliveryState asked = delivery.getRemoteState();
    if (delivery.isUpdated()
        && asked != null
        && delivery.getContext() instanceof UUID token
        && delivery.getLink().getContext() instanceof Outlet outlet) {
      delivery.disposition(outcome(outlet.queue(), token, asked));
      delivery.settle();
    } else if (delivery.remotelySettled()) {
      delivery.settle();
    }
  }

  private static DeliveryState outcome(MessageQueue queue, UUID token, DeliveryState asked) {
    try {
      return apply(queue, token, asked);
    } catch (Refusal refusal) {
      return Transfers.rejected(refusal);
    } catch (RuntimeException e) {
      log.error("the Service Bus emulator could not settle a message", e);
      return Transfers.rejected(Refusal.internal(e));
    }
  }

  private static DeliveryState apply(MessageQueue queue, UUID token, DeliveryState asked) {
    if (asked instanceof Accepted) {
      queue.complete(token);
    } else if (asked instanceof Released) {
      queue.release(token);
    } else if (asked instanceof Modified modified) {
      modify(queue, token, modified);
    } else if (asked instanceof Rejected rejected) {
      deadLetter(queue, token, rejected);
      return new Rejected();
    } else {
      throw Refusal.notEmulated("the outcome " + asked.getClass().getSimpleName());
    }
    return asked;
  }

  private static void modify(MessageQueue queue, UUID token, Modified modified) {
    Map<?, ?> annotations = modified.getMessageAnnotations();
    Map<?, ?> properties = annotations == null ? Map.of() : annotations;
    if (Boolean.TRUE.equals(modified.getUndeliverableHere())) {
      queue.defer(token, properties);
    } else {
      queue.abandon(token, properties);
    }
  }

  private static void deadLetter(MessageQueue queue, UUID token, Rejected rejected) {
    Map<String, Object> info = new LinkedHashMap<>();
    if (rejected.getError() != null && rejected.getError().getInfo() != null) {
      Map<?, ?> sent = rejected.getError().getInfo();
      sent.forEach((name, value) -> info.put(String.valueOf(name), value));
    }
    String reason = text(info.remove(Envelope.REASON));
    String description = text(info.remove(Envelope.DESCRIPTION));
    queue.deadLetter(token, reason, description, info);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
