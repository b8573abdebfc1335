package io.github.rekey.sandbox.apps;

import io.github.rekey.sandbox.tls.Certificates;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the instances of one site share: an HTTP client, a timer and the options. */
final class Wiring implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);
  private final AppHost.Options options;
  private final ScheduledExecutorService timer;
  private final OkHttpClient http;

  Wiring(Certificates certificates, AppHost.Options options) {
    this.options = options;
    ThreadFactory daemons =
        task -> {
          Thread thread = new Thread(task, "app");
          thread.setDaemon(true);
          return thread;
        };
    timer = Executors.newSingleThreadScheduledExecutor(daemons);
    Dispatcher dispatcher = new Dispatcher(Executors.newCachedThreadPool(daemons));
    dispatcher.setMaxRequests(1000);
    http =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .sslSocketFactory(
                certificates.clientContext().getSocketFactory(), certificates.trustManager())
            .pingInterval(Duration.ofSeconds(10))
            .build();
  }

  OkHttpClient http() {
    return http;
  }

  Clock clock() {
    return options.clock();
  }

  Duration backOff() {
    return options.backOff();
  }

  /** Does nothing once closed. */
  void later(Runnable task, Duration delay) {
    try {
      timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("nothing is started any more, since the app host is closed");
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    http.dispatcher().cancelAll();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
