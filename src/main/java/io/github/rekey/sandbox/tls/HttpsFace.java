package io.github.rekey.sandbox.tls;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** One HTTPS server on a free loopback port; each face of the simulated Azure is one of these. */
public final class HttpsFace implements AutoCloseable {
  private static final int THREADS = 24;
  private static final int HEADER_BYTES = 64 * 1024;
  private final Javalin server;
  private @Nullable ManyPorts more;

  private HttpsFace(Javalin server) {
    this.server = server;
  }

  public static HttpsFace start(Certificates certificates, Consumer<JavalinConfig> routes) {
    Javalin server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.jetty.threadPool = new QueuedThreadPool(THREADS, 2);
              config.jetty.addConnector(
                  (jetty, http) -> {
                    SslContextFactory.Server tls = new SslContextFactory.Server();
                    tls.setKeyStore(certificates.serverKeys());
                    tls.setKeyStorePassword(Certificates.password());
                    tls.setSniRequired(false);
                    HttpConnectionFactory speaking = new HttpConnectionFactory(roomy(http));
                    ServerConnector connector = new ServerConnector(jetty, tls, speaking);
                    connector.setHost("127.0.0.1");
                    return connector;
                  });
              config.jetty.modifyServletContextHandler(
                  context -> context.getServletHandler().setDecodeAmbiguousURIs(true));
              routes.accept(config);
            });
    return new HttpsFace(server.start());
  }

  /**
   * Azure's signed polling URLs are some 4 KB each, and its SDKs send paths with doubled slashes.
   */
  private static HttpConfiguration roomy(HttpConfiguration http) {
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setResponseHeaderSize(HEADER_BYTES);
    http.setUriCompliance(UriCompliance.UNSAFE);
    return http;
  }

  public int port() {
    return server.port();
  }

  /** Answers at more ports of this machine too; to be asked for once. */
  public List<Integer> morePorts(int count) {
    try {
      ManyPorts ports =
          new ManyPorts((ServerConnector) server.jettyServer().server().getConnectors()[0]);
      more = ports;
      return ports.open(count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Base URL without a trailing slash. */
  public URI url() {
    return URI.create("https://localhost:" + port());
  }

  @Override
  public void close() {
    if (more != null) {
      more.close();
    }
    server.stop();
  }
}
