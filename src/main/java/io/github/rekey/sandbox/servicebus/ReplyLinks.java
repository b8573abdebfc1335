package io.github.rekey.sandbox.servicebus;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.message.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection's links for answers, by the reply-to address that requests name. */
final class ReplyLinks {
  private static final Logger log = LoggerFactory.getLogger(ReplyLinks.class);
  private final Map<String, Sender> byAddress = new HashMap<>();

  static void prepare(Connection connection) {
    connection.setContext(new ReplyLinks());
  }

  static ReplyLinks of(Link link) {
    return (ReplyLinks) link.getSession().getConnection().getContext();
  }

  void add(String address, Sender link) {
    byAddress.put(address, link);
  }

  void remove(Sender link) {
    byAddress.values().remove(link);
  }

  void reply(
      Message request,
      Map<String, Object> properties,
      @Nullable Map<String, Object> body,
      MessageCodec codec) {
    Sender link = byAddress.get(request.getReplyTo());
    if (link == null || link.getLocalState() != EndpointState.ACTIVE) {
      log.debug("no link to answer {} on", request.getReplyTo());
      return;
    }
    Message answer = Proton.message();
    answer.setCorrelationId(request.getMessageId());
    answer.setApplicationProperties(new ApplicationProperties(properties));
    answer.setBody(new AmqpValue(body));
    byte[] bytes = codec.encode(answer);
    Delivery delivery = link.delivery(LockToken.tag(UUID.randomUUID()));
    link.send(bytes, 0, bytes.length);
    link.advance();
    delivery.settle();
  }
}
