package io.github.rekey.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Passes connections on to whichever of its servers takes them, in turns; can cut them all and take
 * no more, as a network does that is down.
 */
final class TcpProxy implements AutoCloseable {
  private final ServerSocket door;
  private final List<Integer> servers;
  private final AtomicInteger turns = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile boolean down;

  private TcpProxy(ServerSocket door, List<Integer> servers) {
    this.door = door;
    this.servers = List.copyOf(servers);
  }

  /**
   * @param servers ports on loopback
   */
  static TcpProxy to(List<Integer> servers) {
    try {
      TcpProxy proxy =
          new TcpProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), servers);
      proxy.threads.execute(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return door.getLocalPort();
  }

  void cut() {
    down = true;
    open.forEach(TcpProxy::end);
  }

  void mend() {
    down = false;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        threads.execute(() -> connect(client));
      } catch (IOException closed) {
        end(door);
      }
    }
  }

  private void connect(Socket client) {
    int first = turns.getAndIncrement();
    for (int i = 0; i < servers.size() && !down; i++) {
      Socket server = new Socket();
      try {
        int port = servers.get((first + i) % servers.size());
        server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        join(client, server);
        return;
      } catch (IOException refused) {
        end(server);
      }
    }
    end(client);
  }

  private void join(Socket client, Socket server) {
    open.add(client);
    open.add(server);
    threads.execute(() -> copy(client, server));
    threads.execute(() -> copy(server, client));
    if (down) {
      end(client);
      end(server);
    }
  }

  private void copy(Socket from, Socket to) {
    try (InputStream bytes = from.getInputStream()) {
      bytes.transferTo(to.getOutputStream());
    } catch (IOException cut) {
      // the one side is gone: so is the other, now
    } finally {
      end(from);
      end(to);
      open.remove(from);
      open.remove(to);
    }
  }

  /** Nobody waits for what a closing connection might still say. */
  private static void end(Closeable connection) {
    try {
      connection.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    end(door);
    cut();
    threads.shutdownNow();
  }
}
