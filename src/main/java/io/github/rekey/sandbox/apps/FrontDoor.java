package io.github.rekey.sandbox.apps;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Spreads requests over the running instances; a client that carries the affinity cookie stays with
 * its instance, and is answered 503 while that one is down (assumption).
 */
final class FrontDoor {
  private static final String COOKIE = "ARRAffinity";
  private static final String NOT_CONNECTED =
      "Azure SignalR Service is not connected yet, please try again later.";
  private final List<AppInstance> instances;
  private final AtomicLong turn = new AtomicLong();

  FrontDoor(List<AppInstance> instances) {
    this.instances = instances;
  }

  void configure(RoutesConfig routes) {
    routes.post("/" + ChatHub.NAME + "/negotiate", toInstance(FrontDoor::negotiate));
    routes.post("/upstream", toInstance(FrontDoor::upstream));
    routes.get("/health", toInstance((request, instance) -> request.result("Healthy")));
  }

  private Handler toInstance(BiConsumer<Context, AppInstance> work) {
    return request -> {
      Optional<AppInstance> instance = pick(request.cookie(COOKIE));
      if (instance.isEmpty()) {
        request.status(503).result("Service Unavailable");
        return;
      }
      String cookie = COOKIE + "=" + instance.get().id() + ";Path=/;HttpOnly;Secure";
      request.header("Set-Cookie", cookie);
      work.accept(request, instance.get());
    };
  }

  private Optional<AppInstance> pick(@Nullable String pinned) {
    List<AppInstance> running = instances.stream().filter(AppInstance::running).toList();
    if (instances.stream().anyMatch(instance -> instance.id().equals(pinned))) {
      return running.stream().filter(instance -> instance.id().equals(pinned)).findFirst();
    }
    return running.isEmpty()
        ? Optional.empty()
        : Optional.of(running.get((int) (turn.getAndIncrement() % running.size())));
  }

  /** As an app does that takes a serverless resource's calls and checks who signed them. */
  private static void upstream(Context request, AppInstance instance) {
    String connection = Objects.requireNonNullElse(request.header("X-ASRS-Connection-Id"), "");
    String signatures = Objects.requireNonNullElse(request.header("X-ASRS-Signature"), "");
    request.status(instance.madeByTheService(connection, signatures) ? 204 : 401);
  }

  private static void negotiate(Context request, AppInstance instance) {
    Optional<Map<String, Object>> redirect = instance.negotiate();
    redirect.ifPresentOrElse(request::json, () -> request.status(500).result(NOT_CONNECTED));
  }
}
