package io.github.rekey.sandbox.servicebus;

import java.util.HashMap;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.message.Message;

/** The {@code $cbs} node: takes every token, without a look at it. */
final class ClaimsNode implements Intake {
  private static final int ACCEPTED = 202;
  private final MessageCodec codec;

  ClaimsNode(MessageCodec codec) {
    this.codec = codec;
  }

  @Override
  public void take(Receiver link, int messageFormat, byte[] content) {
    Message request = MessageCodec.decode(content, 0, content.length);
    HashMap<String, Object> properties = new HashMap<>();
    properties.put("status-code", ACCEPTED);
    properties.put("status-description", "Accepted");
    ReplyLinks.of(link).reply(request, properties, null, codec);
  }
}
