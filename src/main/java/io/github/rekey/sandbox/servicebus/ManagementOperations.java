package io.github.rekey.sandbox.servicebus;

import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.qpid.proton.amqp.Binary;
import org.jspecify.annotations.Nullable;

/**
 * What a management node can do, in the names of Azure's "AMQP request-response operations". Arrays
 * in answers are of objects, since the encoder takes none of primitives inside a map.
 */
final class ManagementOperations {
  private static final String PREFIX = "com.microsoft:";

  private final Broker broker;
  private final String path;
  private final MessageCodec codec;

  ManagementOperations(Broker broker, String path, MessageCodec codec) {
    this.broker = broker;
    this.path = path;
    this.codec = codec;
  }

  ManagementAnswer perform(ManagementRequest in) {
    return switch (in.operation()) {
      case PREFIX + "schedule-message" -> schedule(in);
      case PREFIX + "cancel-scheduled-message" -> cancel(in);
      case PREFIX + "renew-lock" -> renewLock(in);
      case PREFIX + "renew-session-lock" -> renewSession(in);
      case PREFIX + "get-session-state" -> sessionState(in);
      case PREFIX + "set-session-state" -> setSessionState(in);
      case PREFIX + "peek-message" -> peek(in);
      case PREFIX + "receive-by-sequence-number" -> receiveDeferred(in);
      case PREFIX + "update-disposition" -> settle(in);
      default -> throw Refusal.notEmulated("management operation " + in.operation());
    };
  }

  private ManagementAnswer schedule(ManagementRequest in) {
    Long[] sequences =
        in.messages("messages").stream()
            .map(envelope -> broker.publish(path, envelope))
            .toArray(Long[]::new);
    return ManagementAnswer.ok(Map.of("sequence-numbers", sequences));
  }

  private ManagementAnswer cancel(ManagementRequest in) {
    in.numbers("sequence-numbers").forEach(queue()::cancelScheduled);
    return ManagementAnswer.ok(Map.of());
  }

  private ManagementAnswer renewLock(ManagementRequest in) {
    Date[] expirations =
        in.tokens("lock-tokens").stream()
            .map(token -> Timestamp.of(queue().renew(token)))
            .toArray(Date[]::new);
    return ManagementAnswer.ok(Map.of("expirations", expirations));
  }

  private ManagementAnswer renewSession(ManagementRequest in) {
    long until = queue().renewSession(in.requiredText("session-id"));
    return ManagementAnswer.ok(Map.of("expiration", Timestamp.of(until)));
  }

  private ManagementAnswer sessionState(ManagementRequest in) {
    byte[] state = queue().sessionState(in.requiredText("session-id"));
    Map<String, @Nullable Object> body = new HashMap<>();
    body.put("session-state", state == null ? null : new Binary(state));
    return ManagementAnswer.ok(body);
  }

  private ManagementAnswer setSessionState(ManagementRequest in) {
    queue().setSessionState(in.requiredText("session-id"), in.bytes("session-state"));
    return ManagementAnswer.ok(Map.of());
  }

  private ManagementAnswer peek(ManagementRequest in) {
    List<QueuedMessage> found =
        queue()
            .peek(
                in.number("from-sequence-number"),
                (int) in.number("message-count"),
                in.text("session-id"));
    if (found.isEmpty()) {
      return ManagementAnswer.nothingThere();
    }
    List<Map<String, Object>> messages =
        found.stream()
            .map(m -> Map.<String, Object>of("message", new Binary(codec.encodeUnlocked(m))))
            .toList();
    return ManagementAnswer.ok(Map.of("messages", messages));
  }

  private ManagementAnswer receiveDeferred(ManagementRequest in) {
    boolean delete = in.number("receiver-settle-mode") == 0;
    List<Map<String, Object>> messages =
        queue().receiveDeferred(in.numbers("sequence-numbers"), delete).stream()
            .map(this::received)
            .toList();
    return ManagementAnswer.ok(Map.of("messages", messages));
  }

  private Map<String, Object> received(QueuedMessage message) {
    Map<String, Object> entry = new HashMap<>();
    entry.put("message", new Binary(codec.encodeLocked(message)));
    QueuedMessage.Lock lock = message.lock();
    if (lock != null) {
      entry.put("lock-token", lock.token());
    }
    return entry;
  }

  private ManagementAnswer settle(ManagementRequest in) {
    in.tokens("lock-tokens").forEach(token -> settle(token, in));
    return ManagementAnswer.ok(Map.of());
  }

  private void settle(UUID token, ManagementRequest in) {
    Map<?, ?> properties = in.map("properties-to-modify");
    String status = in.requiredText("disposition-status");
    switch (status) {
      case "completed" -> queue().complete(token);
      case "abandoned" -> queue().abandon(token, properties);
      case "defered" -> queue().defer(token, properties); // Azure's spelling
      case "suspended" ->
          queue()
              .deadLetter(
                  token,
                  in.text("deadletter-reason"),
                  in.text("deadletter-description"),
                  properties);
      case "released" -> queue().release(token);
      default -> throw Refusal.notEmulated("disposition " + status);
    }
  }

  private MessageQueue queue() {
    return broker.queue(path);
  }
}
