package io.github.rekey.sandbox.servicebus;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An AMQP 1.0 server of one thread: pumps sockets through the proton-j engine and hands the
 * engine's events to a handler. Knows nothing of Service Bus.
 */
final class AmqpServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AmqpServer.class);
  private static final int TICK_MILLIS = 20;
  private static final int CALL_SECONDS = 10;
  private static final int CLOSE_MILLIS = 2000;

  private final Selector selector;
  private final ServerSocketChannel listener;
  private final AmqpHandler handler;
  private final Thread thread;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Set<Peer> peers = new LinkedHashSet<>();
  private volatile boolean running = true;
  private long nextTick = System.currentTimeMillis();

  private AmqpServer(Selector selector, ServerSocketChannel listener, AmqpHandler handler) {
    this.selector = selector;
    this.listener = listener;
    this.handler = handler;
    this.thread = new Thread(this::run, "service-bus-emulator");
    thread.setDaemon(true);
  }

  static AmqpServer start(InetSocketAddress address, AmqpHandler handler) throws IOException {
    Selector selector = Selector.open();
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.configureBlocking(false);
    listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    listener.bind(address);
    listener.register(selector, SelectionKey.OP_ACCEPT);
    AmqpServer server = new AmqpServer(selector, listener, handler);
    server.thread.start();
    return server;
  }

  int port() {
    return listener.socket().getLocalPort();
  }

  /** Runs the action on the server's thread and waits for what it returns. */
  <T> T call(Supplier<T> action) {
    if (!running) {
      throw new IllegalStateException("the Service Bus emulator is closed");
    }
    try {
      return CompletableFuture.supplyAsync(action, this::post)
          .orTimeout(CALL_SECONDS, TimeUnit.SECONDS)
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  void cutConnections() {
    call(
        () -> {
          List.copyOf(peers).forEach(this::drop);
          return true;
        });
  }

  @Override
  public void close() {
    running = false;
    selector.wakeup();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void post(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  private void run() {
    while (running) {
      try {
        selector.select(Math.max(1, nextTick - System.currentTimeMillis()));
        readAndAccept();
        runTasks();
        tick();
        flush();
      } catch (IOException | RuntimeException e) {
        log.error("Service Bus emulator: one turn of the loop failed, going on", e);
      }
    }
    List.copyOf(peers).forEach(this::drop);
    try (selector;
        listener) {
      runTasks();
    } catch (IOException e) {
      log.warn("Service Bus emulator: did not close its port cleanly", e);
    }
  }

  private void readAndAccept() throws IOException {
    for (SelectionKey key : selector.selectedKeys()) {
      if (key.isValid() && key.isAcceptable()) {
        accept();
      } else if (key.isValid() && key.isReadable() && key.attachment() instanceof Peer peer) {
        peer.read();
      }
    }
    selector.selectedKeys().clear();
  }

  private void accept() throws IOException {
    SocketChannel channel = listener.accept();
    if (channel != null) {
      peers.add(Peer.register(channel, selector, handler));
    }
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  private void tick() {
    long now = System.currentTimeMillis();
    if (now >= nextTick) {
      nextTick = now + TICK_MILLIS;
      peers.forEach(peer -> peer.tick(now));
      handler.tick();
    }
  }

  /** Work for one connection may cause output or events on another, so until nothing moves. */
  private void flush() {
    boolean moved = true;
    while (moved) {
      moved = false;
      for (Peer peer : List.copyOf(peers)) {
        moved |= peer.dispatch();
        if (!peer.write()) {
          drop(peer);
          moved = true;
        }
      }
    }
  }

  private void drop(Peer peer) {
    if (peers.remove(peer)) {
      peer.close();
    }
  }
}
