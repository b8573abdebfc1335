package io.github.rekey.sandbox.servicebus;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.apache.qpid.proton.amqp.messaging.MessageAnnotations;

/** Messages for tests of the broker. */
final class Letters {
  private Letters() {}

  static Envelope letter(String id) {
    byte[] body = id.getBytes(StandardCharsets.UTF_8);
    return Envelope.of(id, "text/plain", body, Map.of());
  }

  static Envelope inSession(String session, String id) {
    Envelope letter = letter(id);
    letter.message().setGroupId(session);
    return letter;
  }

  static Envelope living(Duration timeToLive, String id) {
    Envelope letter = letter(id);
    letter.message().setTtl(timeToLive.toMillis());
    return letter;
  }

  static Envelope due(Instant when, String id) {
    Envelope letter = letter(id);
    letter
        .message()
        .setMessageAnnotations(
            new MessageAnnotations(Map.of(Envelope.SCHEDULED_FOR, Date.from(when))));
    return letter;
  }
}
