package io.github.rekey.sandbox.world;

import java.util.Map;

/** What the rest of the sandbox needs of its Service Bus namespace. */
public interface QueueFace {
  /** Puts a message on a queue as Event Grid does. */
  void publish(
      String queue,
      String messageId,
      String contentType,
      byte[] body,
      Map<String, Object> properties);

  /** Cuts every broker connection at once. */
  void cutConnections();

  /** With UseDevelopmentEmulator=true, so that the SDK talks plain AMQP to loopback. */
  String connectionString();
}
