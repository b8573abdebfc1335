package io.github.rekey.sandbox.servicebus;

import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what clients send and answers each transfer with an outcome. */
final class Transfers {
  private static final Logger log = LoggerFactory.getLogger(Transfers.class);

  private Transfers() {}

  static void receive(Receiver link, Delivery delivery) {
    if (!delivery.isReadable()) {
      if (delivery.remotelySettled()) {
        delivery.settle();
      }
      return;
    }
    if (delivery.isPartial()) {
      return;
    }
    byte[] content = new byte[delivery.pending()];
    link.recv(content, 0, content.length);
    link.advance();
    link.flow(1);
    delivery.disposition(outcome(link, delivery.getMessageFormat(), content));
    delivery.settle();
  }

  static Rejected rejected(Refusal refusal) {
    Rejected rejected = new Rejected();
    rejected.setError(refusal.asError());
    return rejected;
  }

  private static DeliveryState outcome(Receiver link, int messageFormat, byte[] content) {
    try {
      ((Intake) link.getContext()).take(link, messageFormat, content);
      return Accepted.getInstance();
    } catch (Refusal refusal) {
      return rejected(refusal);
    } catch (RuntimeException e) {
      log.error("the Service Bus emulator could not take a message", e);
      return rejected(Refusal.internal(e));
    }
  }
}
