package io.github.rekey.console;

import io.javalin.Javalin;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A console on a free loopback port. */
final class ConsoleServer implements AutoCloseable {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final EventStream events;
  private final Javalin server;

  ConsoleServer(Scene scene, int port) {
    this(scene, port, Duration.ofSeconds(15));
  }

  ConsoleServer(Scene scene, int port, Duration heartbeat) {
    this.events = scene.events;
    Console console =
        new Console(
            new Guard(new ApiToken(Scene.TOKEN)),
            new Reads(scene.sources()),
            new Verbs(scene.operations, scene.sources().fleet()),
            new StreamRoute(scene.events, threads, heartbeat),
            new Health(scene.probes()),
            new NoticeRoutes(scene.notices(), scene.sources().fleet()));
    this.server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  console.addRoutes(config.routes);
                })
            .start("127.0.0.1", port);
  }

  String url() {
    return "http://127.0.0.1:" + server.port();
  }

  @Override
  public void close() {
    events.close();
    server.stop();
    threads.shutdownNow();
  }
}
