package io.github.rekey.sandbox.fleet;

import io.github.rekey.sandbox.world.QueueFace;
import java.util.Map;

/** A subscription without Service Bus: what is published to a queue is lost. */
final class NoQueues implements QueueFace {
  @Override
  public void publish(
      String queue,
      String messageId,
      String contentType,
      byte[] body,
      Map<String, Object> properties) {}

  @Override
  public void cutConnections() {}

  @Override
  public String connectionString() {
    return "";
  }
}
