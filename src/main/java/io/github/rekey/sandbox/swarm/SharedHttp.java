package io.github.rekey.sandbox.swarm;

import io.github.rekey.sandbox.tls.Certificates;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.TlsVersion;

/**
 * Threads, connections and TLS sessions that all clients of a swarm share. An open WebSocket keeps
 * one small-stacked thread.
 */
final class SharedHttp implements AutoCloseable {
  private static final long STACK_BYTES = 256 * 1024;

  /** TLS 1.2 sessions can be resumed by many connections at once, which halves the handshakes. */
  private static final ConnectionSpec RESUMABLE =
      new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS).tlsVersions(TlsVersion.TLS_1_2).build();

  private final Certificates certificates;
  private final SSLSocketFactory sockets;
  private final Dispatcher dispatcher;
  private final ConnectionPool pool = new ConnectionPool(16, 1, TimeUnit.MINUTES);

  SharedHttp(Certificates certificates) {
    this.certificates = certificates;
    this.sockets = certificates.clientContext().getSocketFactory();
    ThreadFactory threads =
        task -> {
          Thread thread = new Thread(null, task, "swarm", STACK_BYTES);
          thread.setDaemon(true);
          return thread;
        };
    dispatcher = new Dispatcher(Executors.newCachedThreadPool(threads));
    dispatcher.setMaxRequests(Integer.MAX_VALUE);
    dispatcher.setMaxRequestsPerHost(64);
  }

  void configure(OkHttpClient.Builder client) {
    client
        .dispatcher(dispatcher)
        .connectionPool(pool)
        .connectionSpecs(List.of(RESUMABLE))
        .sslSocketFactory(sockets, certificates.trustManager())
        .connectTimeout(Duration.ofSeconds(20))
        .readTimeout(Duration.ofSeconds(20));
  }

  @Override
  public void close() {
    dispatcher.cancelAll();
    dispatcher.executorService().shutdown();
    pool.evictAll();
  }
}
