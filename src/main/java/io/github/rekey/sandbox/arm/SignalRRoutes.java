package io.github.rekey.sandbox.arm;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rekey.sandbox.http.Answer;
import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.http.Refused;
import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.SignalRResource;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Microsoft.SignalRService/signalR as Resource Manager serves it, save for regenerateKey. */
final class SignalRRoutes {
  static final String RIGHTS = "Microsoft.SignalRService/SignalR/";
  private static final String GROUP = "/subscriptions/{subscription}/resourceGroups/{group}";
  private static final String TYPE = "/providers/Microsoft.SignalRService/signalR";
  static final String ONE = GROUP + TYPE + "/{name}";

  private final Azure azure;
  private final Operations operations;
  private final Supplier<URI> base;
  private final Duration lroDuration;

  SignalRRoutes(Azure azure, Operations operations, Supplier<URI> base, Duration lroDuration) {
    this.azure = azure;
    this.operations = operations;
    this.base = base;
    this.lroDuration = lroDuration;
  }

  void addTo(ArmRoutes routes) {
    String read = RIGHTS + "read";
    routes.read("listSignalR", read, "/subscriptions/{subscription}" + TYPE, this::list);
    routes.read("listSignalR", read, GROUP + TYPE, this::list);
    routes.read("getSignalR", read, ONE, call -> document(find(azure, call)));
    routes.work("PATCH", "patchSignalR", RIGHTS + "write", ONE, this::patch);
    routes.work("DELETE", "deleteSignalR", RIGHTS + "delete", ONE, this::delete);
    routes.work("POST", "listKeys", RIGHTS + "listkeys/action", ONE + "/listKeys", this::listKeys);
    routes.read(
        "operationStatus",
        RIGHTS + "operationStatuses/read",
        ONE + "/operationStatuses/{operation}",
        operations::status);
    routes.read(
        "operationResult",
        RIGHTS + "operationResults/read",
        ONE + "/operationResults/{operation}",
        operations::result);
  }

  static SignalRResource find(Azure azure, Call call) {
    String id = id(call);
    return azure
        .signalr(id)
        .orElseThrow(
            () -> new Refused(404, "ResourceNotFound", "The Resource '" + id + "' was not found."));
  }

  static String id(Call call) {
    return "/subscriptions/%s/resourceGroups/%s%s/%s"
        .formatted(
            call.variable("subscription"), call.variable("group"), TYPE, call.variable("name"));
  }

  private Answer list(Call call) {
    String scope = call.path().toLowerCase(Locale.ROOT);
    String prefix = scope.substring(0, scope.indexOf("/providers/")) + "/";
    Stream<SignalRResource> inScope =
        azure.signalr().stream()
            .filter(resource -> resource.id().toLowerCase(Locale.ROOT).startsWith(prefix));
    List<Map<String, Object>> value = inScope.map(this::written).toList();
    Map<String, Object> page = new HashMap<>();
    page.put("value", value);
    page.put("nextLink", null);
    return Answer.ok(page);
  }

  private Outcome listKeys(Call call) {
    return Outcome.now(Answer.ok(SignalRDocument.keys(find(azure, call))));
  }

  private Outcome patch(Call call) {
    SignalRResource resource = find(azure, call);
    requireIdle(operations, resource);
    JsonNode tags = call.json().path("tags");
    if (tags.isObject()) {
      Map<String, String> all = new HashMap<>();
      tags.properties().forEach(tag -> all.put(tag.getKey(), tag.getValue().asText()));
      resource.tags(all);
    }
    JsonNode disable = call.json().path("properties").path("disableLocalAuth");
    if (disable.isBoolean()) {
      resource.localAuthDisabled(disable.asBoolean());
    }
    return accepted(
        resource,
        Answer.of(202, SignalRDocument.resource(resource, true)),
        () -> document(resource));
  }

  private Outcome delete(Call call) {
    if (azure.signalr(id(call)).isEmpty()) {
      return Outcome.now(Answer.of(204));
    }
    SignalRResource resource = find(azure, call);
    requireIdle(operations, resource);
    azure.delete(resource);
    resource.stopped(true);
    return accepted(resource, Answer.of(202), () -> Answer.of(204));
  }

  /** As recorded from Azure when a second operation comes during a first. */
  static void requireIdle(Operations operations, SignalRResource resource) {
    if (operations.running(resource.id())) {
      throw new Refused(409, "Conflict", "Service must be active state");
    }
  }

  private Outcome accepted(SignalRResource resource, Answer answer, Supplier<Answer> result) {
    Operation operation = operations.begin(resource.id(), lroDuration, result);
    return Outcome.later(answer.with(operations.headers(operation, base.get())), lroDuration);
  }

  private Answer document(SignalRResource resource) {
    return Answer.ok(written(resource));
  }

  /** Says Succeeded even while keys are being regenerated, as Azure was reported to do. */
  private Map<String, Object> written(SignalRResource resource) {
    return SignalRDocument.resource(resource, false);
  }
}
