package io.github.rekey.sandbox.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * More loopback ports for a server than it has threads for: one thread accepts at all of them and
 * hands the connections over.
 */
final class ManyPorts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ManyPorts.class);

  private final ServerConnector connector;
  private final Selector selector;
  private final Thread thread = new Thread(this::accept, "sandbox-many-ports");

  ManyPorts(ServerConnector connector) throws IOException {
    this.connector = connector;
    this.selector = Selector.open();
  }

  List<Integer> open(int count) throws IOException {
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ServerSocketChannel door = ServerSocketChannel.open();
      door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      door.configureBlocking(false);
      door.register(selector, SelectionKey.OP_ACCEPT);
      ports.add(door.socket().getLocalPort());
    }
    thread.setDaemon(true);
    thread.start();
    return ports;
  }

  private void accept() {
    try {
      while (selector.isOpen()) {
        selector.select(key -> accept((ServerSocketChannel) key.channel()));
      }
    } catch (ClosedSelectorException | IOException closed) {
      LOG.debug("no more connections are accepted", closed);
    }
  }

  private void accept(ServerSocketChannel door) {
    try {
      SocketChannel arrived = door.accept();
      if (arrived != null) {
        arrived.configureBlocking(false);
        connector.getSelectorManager().accept(arrived);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
