package io.github.rekey.sandbox.servicebus;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.engine.Collector;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.Event;
import org.apache.qpid.proton.engine.Sasl;
import org.apache.qpid.proton.engine.Transport;
import org.apache.qpid.proton.engine.TransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's connection: its socket, pumped through an AMQP engine of its own. */
final class Peer {
  private static final Logger log = LoggerFactory.getLogger(Peer.class);
  private static final int MAX_FRAME_BYTES = 65_536;
  private static final int IDLE_MILLIS = 120_000;

  private final SocketChannel channel;
  private final SelectionKey key;
  private final AmqpHandler handler;
  private final Transport transport = Proton.transport();
  private final Connection connection = Proton.connection();
  private final Collector collector = Proton.collector();

  private Peer(SocketChannel channel, SelectionKey key, AmqpHandler handler) {
    this.channel = channel;
    this.key = key;
    this.handler = handler;
    transport.setMaxFrameSize(MAX_FRAME_BYTES);
    transport.setIdleTimeout(IDLE_MILLIS);
    Sasl sasl = transport.sasl();
    sasl.server();
    sasl.setMechanisms("ANONYMOUS", "MSSBCBS");
    sasl.done(Sasl.SaslOutcome.PN_SASL_OK);
    connection.collect(collector);
    transport.bind(connection);
  }

  static Peer register(SocketChannel channel, Selector selector, AmqpHandler handler)
      throws IOException {
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
    Peer peer = new Peer(channel, key, handler);
    key.attach(peer);
    return peer;
  }

  void read() {
    if (transport.capacity() == Transport.END_OF_STREAM) {
      return;
    }
    try {
      int read = channel.read(transport.tail());
      if (read < 0) {
        transport.close_tail();
      } else if (read > 0) {
        transport.process();
      }
    } catch (IOException | TransportException e) {
      log.debug("a Service Bus client's connection broke: {}", e.toString());
      transport.close_tail();
    }
    dispatch();
  }

  /** The engine sends heartbeats from here; without them a client drops an idle connection. */
  void tick(long nowMillis) {
    transport.tick(nowMillis);
  }

  /** Hands the engine's events to the handler; true if there were any. */
  boolean dispatch() {
    boolean any = false;
    for (Event event = collector.peek(); event != null; event = collector.peek()) {
      any = true;
      try {
        handler.on(event);
      } finally {
        collector.pop();
      }
    }
    return any;
  }

  /** Sends what the socket takes; false once there is nothing more to come. */
  boolean write() {
    try {
      int pending = transport.pending();
      int written = 1;
      while (pending > 0 && written > 0) {
        written = channel.write(transport.head());
        transport.pop(written);
        pending = transport.pending();
      }
      boolean deaf = transport.capacity() == Transport.END_OF_STREAM;
      if (pending == Transport.END_OF_STREAM || (deaf && pending == 0) || !key.isValid()) {
        return false;
      }
      listenFor(deaf, pending > 0);
      return true;
    } catch (IOException e) {
      log.debug("a Service Bus client does not read: {}", e.toString());
      return false;
    }
  }

  /** Ends the connection without a word to the client; the handler hears of it. */
  void close() {
    key.cancel();
    try {
      channel.close();
    } catch (IOException e) {
      log.debug("a Service Bus client's socket did not close: {}", e.toString());
    }
    transport.close_tail();
    transport.close_head();
    transport.unbind();
    dispatch();
    connection.free();
    dispatch();
  }

  private void listenFor(boolean deaf, boolean backlog) {
    int wanted = (deaf ? 0 : SelectionKey.OP_READ) | (backlog ? SelectionKey.OP_WRITE : 0);
    if (key.interestOps() != wanted) {
      key.interestOps(wanted);
    }
  }
}
