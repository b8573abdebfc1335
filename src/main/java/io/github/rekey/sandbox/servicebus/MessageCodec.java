package io.github.rekey.sandbox.servicebus;

import java.nio.BufferOverflowException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.messaging.Header;
import org.apache.qpid.proton.amqp.messaging.MessageAnnotations;
import org.apache.qpid.proton.message.Message;

/** Messages to AMQP bytes and back, with what the service adds to a message that it hands out. */
final class MessageCodec {
  private static final Symbol SEQUENCE_NUMBER = Symbol.valueOf("x-opt-sequence-number");
  private static final Symbol ENQUEUED_SEQUENCE_NUMBER =
      Symbol.valueOf("x-opt-enqueue-sequence-number");
  private static final Symbol ENQUEUED_TIME = Symbol.valueOf("x-opt-enqueued-time");
  private static final Symbol LOCKED_UNTIL = Symbol.valueOf("x-opt-locked-until");
  private static final Symbol STATE = Symbol.valueOf("x-opt-message-state");

  private byte[] buffer = new byte[4096];

  static Message decode(byte[] bytes, int offset, int length) {
    try {
      Message message = Proton.message();
      message.decode(bytes, offset, length);
      return message;
    } catch (RuntimeException e) {
      throw Refusal.undecodable(e);
    }
  }

  byte[] encode(Message message) {
    while (true) {
      try {
        return Arrays.copyOf(buffer, message.encode(buffer, 0, buffer.length));
      } catch (BufferOverflowException e) {
        buffer = new byte[2 * buffer.length];
      }
    }
  }

  /** As one who holds the message's lock gets it. */
  byte[] encodeLocked(QueuedMessage message) {
    return encode(stamped(message, annotations(message)));
  }

  /** As one who only looks, or who has deleted the message by receiving it, gets it. */
  byte[] encodeUnlocked(QueuedMessage message) {
    Map<Symbol, Object> annotations = annotations(message);
    annotations.remove(LOCKED_UNTIL);
    return encode(stamped(message, annotations));
  }

  private static Message stamped(QueuedMessage queued, Map<Symbol, Object> annotations) {
    Message sent = queued.envelope().message();
    Header header = new Header(sent.getHeader());
    header.setDeliveryCount(UnsignedInteger.valueOf(queued.failedDeliveries()));
    return Message.Factory.create(
        header,
        null,
        new MessageAnnotations(annotations),
        sent.getProperties(),
        sent.getApplicationProperties(),
        sent.getBody(),
        sent.getFooter());
  }

  private static Map<Symbol, Object> annotations(QueuedMessage queued) {
    Map<Symbol, Object> annotations = new LinkedHashMap<>();
    MessageAnnotations sent = queued.envelope().message().getMessageAnnotations();
    if (sent != null && sent.getValue() != null) {
      annotations.putAll(sent.getValue());
    }
    annotations.put(SEQUENCE_NUMBER, queued.sequence());
    annotations.put(ENQUEUED_SEQUENCE_NUMBER, queued.sequence());
    annotations.put(STATE, queued.state().code());
    annotations.put(ENQUEUED_TIME, Timestamp.of(queued.enqueuedAt()));
    QueuedMessage.Lock lock = queued.lock();
    if (lock != null) {
      annotations.put(LOCKED_UNTIL, Timestamp.of(lock.until()));
    }
    return annotations;
  }
}
