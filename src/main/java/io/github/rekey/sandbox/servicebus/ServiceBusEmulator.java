package io.github.rekey.sandbox.servicebus;

import io.github.rekey.sandbox.world.QueueFace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * An in-process Azure Service Bus namespace for the real client, in memory and on loopback.
 * Thread-safe.
 */
public final class ServiceBusEmulator implements QueueFace, AutoCloseable {
  private final Broker broker;
  private final SendFaults faults;
  private final AmqpServer server;

  private ServiceBusEmulator(Broker broker, SendFaults faults, AmqpServer server) {
    this.broker = broker;
    this.faults = faults;
    this.server = server;
  }

  /** On a free port. */
  public static ServiceBusEmulator start() {
    return start(0);
  }

  public static ServiceBusEmulator start(int port) {
    Broker broker = new Broker(Clock.systemUTC());
    SendFaults faults = new SendFaults();
    try {
      AmqpServer server =
          AmqpServer.start(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
              new AmqpFace(broker, faults));
      return new ServiceBusEmulator(broker, faults, server);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on loopback port " + port, e);
    }
  }

  public int port() {
    return server.port();
  }

  public ServiceBusEmulator queue(String name, QueueOptions options) {
    server.call(() -> broker.createQueue(name, options));
    return this;
  }

  /** Every subscription gets every message. */
  public ServiceBusEmulator topic(String name, QueueOptions options, String... subscriptions) {
    return run(() -> broker.createTopic(name, List.of(subscriptions), options));
  }

  @Override
  public void publish(
      String queue,
      String messageId,
      String contentType,
      byte[] body,
      Map<String, Object> properties) {
    Envelope envelope = Envelope.of(messageId, contentType, body, properties);
    server.call(() -> broker.publish(queue, envelope));
  }

  /** What a queue, or a subscription by its path, holds and has seen. */
  public Counts counts(String queue) {
    return server.call(() -> broker.queue(queue).counts());
  }

  public List<DeadLetter> deadLetters(String queue) {
    return server.call(() -> broker.queue(queue).deadLetters());
  }

  /**
   * Refuses the next sends of clients, whatever the queue.
   *
   * @param condition AMQP error condition, such as {@code com.microsoft:server-busy}
   */
  public void rejectSends(String condition, int times) {
    run(() -> faults.reject(condition, times));
  }

  @Override
  public void cutConnections() {
    server.cutConnections();
  }

  @Override
  public String connectionString() {
    return "Endpoint=sb://localhost:"
        + port()
        + ";SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE"
        + ";UseDevelopmentEmulator=true;";
  }

  @Override
  public void close() {
    server.close();
  }

  private ServiceBusEmulator run(Runnable action) {
    return server.call(
        () -> {
          action.run();
          return this;
        });
  }
}
