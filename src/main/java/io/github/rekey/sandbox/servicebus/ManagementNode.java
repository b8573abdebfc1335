package io.github.rekey.sandbox.servicebus;

import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.message.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The {@code $management} node of one entity: takes requests and always answers them. */
final class ManagementNode implements Intake {
  private static final Logger log = LoggerFactory.getLogger(ManagementNode.class);
  private final ManagementOperations operations;
  private final MessageCodec codec;

  ManagementNode(Broker broker, String path, MessageCodec codec) {
    this.operations = new ManagementOperations(broker, path, codec);
    this.codec = codec;
  }

  @Override
  public void take(Receiver link, int messageFormat, byte[] content) {
    Message request = MessageCodec.decode(content, 0, content.length);
    ManagementAnswer answer = answer(request);
    ReplyLinks.of(link).reply(request, answer.properties(), answer.body(), codec);
  }

  private ManagementAnswer answer(Message request) {
    try {
      return operations.perform(ManagementRequest.of(request));
    } catch (Refusal refusal) {
      return ManagementAnswer.refused(refusal);
    } catch (RuntimeException e) {
      log.error("a Service Bus management request failed", e);
      return ManagementAnswer.refused(Refusal.internal(e));
    }
  }
}
