package io.github.rekey.sandbox.arm;

import io.github.rekey.sandbox.http.Answer;
import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.http.Endpoint;
import io.github.rekey.sandbox.http.Router;
import java.util.Optional;

/** Resource Manager's table of operations. */
public final class ArmRoutes {
  /** Serves a write or an action. */
  interface Work {
    Outcome outcome(Call call);
  }

  /**
   * One operation.
   *
   * @param name how calls are counted
   * @param action the right that it needs, which is also its name in the activity log; blank where
   *     any caller may
   */
  record Route(String name, String action, Work work) {}

  private final Router<Route> router = new Router<>();

  /** A read; it leaves no trace in the activity log. */
  public ArmRoutes read(String name, String action, String template, Endpoint endpoint) {
    return add("GET", name, action, template, endpoint);
  }

  /** Something that leaves no trace though it is not a GET. */
  public ArmRoutes add(
      String method, String name, String action, String template, Endpoint endpoint) {
    router.on(
        method, template, new Route(name, action, call -> Outcome.now(endpoint.answer(call))));
    return this;
  }

  ArmRoutes work(String method, String name, String action, String template, Work work) {
    router.on(method, template, new Route(name, action, work));
    return this;
  }

  Optional<Router.Found<Route>> find(Call call) {
    return router.find(call);
  }

  static Answer notFound(Call call) {
    return Answer.error(
        404, "ResourceNotFound", "The Resource '" + call.path() + "' was not found.");
  }
}
