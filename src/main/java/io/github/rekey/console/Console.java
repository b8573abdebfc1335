package io.github.rekey.console;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;

import io.github.rekey.console.Route.Access;
import io.github.rekey.triage.NoticeDesk;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.NotFoundResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * The HTTP API, its event stream and the live page, added to a server that somebody else starts.
 * Everything needs the API token except the health probes and the page's own files.
 */
public final class Console {
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final String UTF_8 = "; charset=utf-8";
  private final Guard guard;
  private final Reads reads;
  private final Verbs verbs;
  private final StreamRoute stream;
  private final Health health;
  private final NoticeRoutes notices;

  /**
   * Wires the room together.
   *
   * @param threads runs one task a watcher of the event stream, for as long as it watches
   */
  public Console(
      ApiToken token,
      Sources sources,
      Operations operations,
      NoticeDesk desk,
      Probes probes,
      EventStream events,
      Executor threads) {
    this(
        new Guard(token),
        new Reads(sources),
        new Verbs(operations, sources.fleet()),
        new StreamRoute(events, threads, HEARTBEAT),
        new Health(probes),
        new NoticeRoutes(desk, sources.fleet()));
  }

  Console(
      Guard guard,
      Reads reads,
      Verbs verbs,
      StreamRoute stream,
      Health health,
      NoticeRoutes notices) {
    this.guard = guard;
    this.reads = reads;
    this.verbs = verbs;
    this.stream = stream;
    this.health = health;
    this.notices = notices;
  }

  /** Adds the routes, and answers 404 and, on the console's paths, 405 as JSON. */
  public void addRoutes(RoutesConfig routes) {
    Map<String, Set<String>> allowed = new LinkedHashMap<>();
    for (Route route : routes()) {
      routes.addHttpHandler(route.method(), route.path(), guard.around(route));
      allowed.computeIfAbsent(route.path(), path -> new TreeSet<>()).add(route.method().name());
    }
    allowed.forEach((path, methods) -> refuseOthers(routes, path, methods));
    routes.exception(
        NotFoundResponse.class,
        (e, ctx) -> {
          Guard.secure(ctx);
          Guard.refuse(
              ctx,
              Refusal.notFound(
                  "There is no " + ctx.method() + " " + ctx.path() + ".",
                  "Look at /api/openapi.json for the paths there are."));
        });
  }

  List<Route> routes() {
    return Stream.of(pageRoutes(), readRoutes(), verbRoutes(), probeRoutes())
        .flatMap(List::stream)
        .toList();
  }

  private List<Route> pageRoutes() {
    return List.of(
        open("/", Page.file("index.html", "text/html" + UTF_8)),
        open("/console.css", Page.file("console.css", "text/css" + UTF_8)),
        open("/console.js", Page.file("console.js", "text/javascript" + UTF_8)));
  }

  private List<Route> readRoutes() {
    return List.of(
        read("/api/openapi.json", Page.file("openapi.json", "application/json")),
        read("/api/v1/status", reads::status),
        read("/api/v1/forecast", reads::forecast),
        read("/api/v1/alerts", reads::alerts),
        read("/api/v1/incidents", reads::incidents),
        read("/api/v1/incidents/{id}", reads::incident),
        read("/api/v1/rotations/{id}", reads::rotation),
        read("/api/v1/resources", reads::resources),
        read("/api/v1/plan", verbs::preview),
        read("/api/v1/stream", stream::open),
        read("/metrics", health::metrics));
  }

  private List<Route> verbRoutes() {
    return List.of(
        verb("/api/v1/incidents/{id}/approve", verbs::approve),
        verb("/api/v1/incidents/{id}/reject", verbs::reject),
        verb("/api/v1/incidents/{id}/retry", verbs::retry),
        verb("/api/v1/rotations/{id}/abort", verbs::abort),
        verb("/api/v1/rotations/{id}/pause", verbs::pauseRotation),
        verb("/api/v1/rotations/{id}/resume", verbs::resumeRotation),
        verb("/api/v1/rotations/{id}/retry", verbs::retryRotation),
        verb("/api/v1/resources/rotate", verbs::rotate),
        verb("/api/v1/notices/read", notices::read),
        verb("/api/v1/notices", notices::report),
        verb("/api/v1/pause", verbs::pause),
        verb("/api/v1/resume", verbs::resume));
  }

  private List<Route> probeRoutes() {
    return List.of(open("/health/live", health::live), open("/health/ready", health::ready));
  }

  private static Route open(String path, Handler handler) {
    return new Route(GET, path, Access.ANYBODY, handler);
  }

  private static Route read(String path, Handler handler) {
    return new Route(GET, path, Access.TOKEN, handler);
  }

  private static Route verb(String path, Handler handler) {
    return new Route(POST, path, Access.TOKEN, handler);
  }

  private void refuseOthers(RoutesConfig routes, String path, Set<String> methods) {
    String allow = String.join(", ", methods);
    Handler refuse =
        ctx -> {
          ctx.header("Allow", allow);
          throw new Refusal(
              405,
              "METHOD_NOT_ALLOWED",
              ctx.path() + " does not take " + ctx.method() + ".",
              "Use " + allow + ".");
        };
    for (HandlerType method : List.of(GET, POST, PUT, PATCH, DELETE)) {
      if (!methods.contains(method.name())) {
        routes.addHttpHandler(
            method, path, guard.around(new Route(method, path, Access.ANYBODY, refuse)));
      }
    }
  }
}
