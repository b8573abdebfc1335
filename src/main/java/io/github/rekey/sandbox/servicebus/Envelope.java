package io.github.rekey.sandbox.servicebus;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.Header;
import org.apache.qpid.proton.amqp.messaging.MessageAnnotations;
import org.apache.qpid.proton.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * One message as its sender wrote it: what the broker reads of it and the little that it writes
 * into it.
 */
final class Envelope {
  static final String REASON = "DeadLetterReason";
  static final String DESCRIPTION = "DeadLetterErrorDescription";
  static final Symbol SCHEDULED_FOR = Symbol.valueOf("x-opt-scheduled-enqueue-time");
  private static final long MAX_TTL = 0xFFFFFFFFL;

  private final Message message;

  private Envelope(Message message) {
    this.message = message;
    if (message.getHeader() == null) {
      message.setHeader(new Header());
    }
  }

  static Envelope decode(byte[] bytes) {
    return new Envelope(MessageCodec.decode(bytes, 0, bytes.length));
  }

  static Envelope decode(Binary bytes) {
    return new Envelope(
        MessageCodec.decode(bytes.getArray(), bytes.getArrayOffset(), bytes.getLength()));
  }

  /** A message with a Data section, as the service's own publishers send it. */
  static Envelope of(
      String messageId, String contentType, byte[] body, Map<String, Object> properties) {
    Message message = Proton.message();
    message.setMessageId(messageId);
    message.setContentType(contentType);
    message.setApplicationProperties(new ApplicationProperties(new LinkedHashMap<>(properties)));
    message.setBody(new Data(new Binary(body.clone())));
    return new Envelope(message).copy();
  }

  /** Through the wire format and back, so that what cannot be delivered is not accepted. */
  Envelope copy() {
    return decode(new MessageCodec().encode(message));
  }

  Message message() {
    return message;
  }

  @Nullable String messageId() {
    Object id = message.getMessageId();
    return id == null ? null : id.toString();
  }

  @Nullable String sessionId() {
    return message.getGroupId();
  }

  /** Milliseconds since 1970 at which the sender wants it to become active. */
  OptionalLong scheduledFor() {
    MessageAnnotations annotations = message.getMessageAnnotations();
    Object at =
        annotations == null || annotations.getValue() == null
            ? null
            : annotations.getValue().get(SCHEDULED_FOR);
    return Timestamp.millis(at);
  }

  /** Milliseconds; 0 when the sender set none. */
  long timeToLive() {
    return message.getTtl();
  }

  /** The client computes its expiry from the header, so that it has to hold the queue's limit. */
  void setLifetime(long from, long millis) {
    message.setTtl(Math.min(millis, MAX_TTL));
    message.setCreationTime(from);
    message.setExpiryTime(from + millis);
  }

  @Nullable String property(String name) {
    ApplicationProperties properties = message.getApplicationProperties();
    Object value =
        properties == null || properties.getValue() == null
            ? null
            : properties.getValue().get(name);
    return value == null ? null : value.toString();
  }

  void addProperties(Map<?, ?> added) {
    if (added.isEmpty()) {
      return;
    }
    ApplicationProperties present = message.getApplicationProperties();
    Map<String, Object> properties = new LinkedHashMap<>();
    if (present != null && present.getValue() != null) {
      properties.putAll(present.getValue());
    }
    added.forEach((name, value) -> properties.put(String.valueOf(name), value));
    message.setApplicationProperties(new ApplicationProperties(properties));
  }
}
