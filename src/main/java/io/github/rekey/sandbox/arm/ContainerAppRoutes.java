package io.github.rekey.sandbox.arm;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rekey.sandbox.http.Answer;
import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.http.Refused;
import io.github.rekey.sandbox.trouble.Trouble;
import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.ContainerApp;
import io.github.rekey.sandbox.world.ContainerApp.Secret;
import io.github.rekey.sandbox.world.SecretReference;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Microsoft.App/containerApps as Resource Manager serves it: secrets, an update of all of them as a
 * long-running operation, revisions and their restart.
 */
final class ContainerAppRoutes {
  private static final String RIGHTS = "Microsoft.App/containerApps/";
  private static final String GROUP = "/subscriptions/{subscription}/resourceGroups/{group}";
  private static final String TYPE = "/providers/Microsoft.App/containerApps";
  private static final String ONE = GROUP + TYPE + "/{name}";

  private static final Answer UNAVAILABLE =
      Answer.error(503, "ServiceUnavailable", "The service is unavailable.");

  /** Its status is an assumption, its code is Azure's. */
  private static final Answer BUSY =
      Answer.error(
          409,
          "ContainerAppOperationInProgress",
          "The container app has an operation in progress.");

  private final Azure azure;
  private final Operations operations;
  private final Supplier<URI> base;
  private final Duration lroDuration;
  private final ContainerAppDocument documents;
  private final Trouble trouble;

  ContainerAppRoutes(
      Azure azure,
      Operations operations,
      Supplier<URI> base,
      Duration lroDuration,
      ContainerAppDocument documents) {
    this.azure = azure;
    this.operations = operations;
    this.base = base;
    this.lroDuration = lroDuration;
    this.documents = documents;
    this.trouble = new Trouble(azure.faults(), UNAVAILABLE, BUSY);
  }

  void addTo(ArmRoutes routes) {
    String read = RIGHTS + "read";
    routes.read("listContainerApps", read, "/subscriptions/{subscription}" + TYPE, this::list);
    routes.read("listContainerApps", read, GROUP + TYPE, this::list);
    routes.read("getContainerApp", read, ONE, call -> Answer.ok(document(find(call))));
    routes.work("PATCH", "patchContainerApp", RIGHTS + "write", ONE, this::patch);
    routes.work(
        "POST",
        "listContainerAppSecrets",
        RIGHTS + "listSecrets/action",
        ONE + "/listSecrets",
        this::secrets);
    routes.read(
        "listRevisions",
        RIGHTS + "revisions/read",
        ONE + "/revisions",
        call -> Answer.ok(Map.of("value", documents.revisions(find(call)))));
    routes.work(
        "POST",
        "restartRevision",
        RIGHTS + "revisions/restart/action",
        ONE + "/revisions/{revision}/restart",
        this::restart);
    String followed = "Microsoft.App/locations/containerappOperation";
    routes.read(
        "containerAppStatus",
        followed + "Statuses/read",
        ONE + "/operationStatuses/{operation}",
        operations::status);
    routes.read(
        "containerAppResult",
        followed + "Results/read",
        ONE + "/operationResults/{operation}",
        operations::result);
  }

  private ContainerApp find(Call call) {
    String id =
        "/subscriptions/%s/resourceGroups/%s%s/%s"
            .formatted(
                call.variable("subscription"), call.variable("group"), TYPE, call.variable("name"));
    return azure.containerApp(id).orElseThrow(() -> notFound(id));
  }

  private static Refused notFound(String id) {
    return new Refused(404, "ResourceNotFound", "The Resource '" + id + "' was not found.");
  }

  private Answer list(Call call) {
    String scope = call.path().toLowerCase(Locale.ROOT);
    String prefix = scope.substring(0, scope.indexOf("/providers/")) + "/";
    List<Map<String, Object>> value =
        azure.containerApps().stream()
            .filter(app -> app.id().toLowerCase(Locale.ROOT).startsWith(prefix))
            .map(this::document)
            .toList();
    return Answer.ok(Map.of("value", value));
  }

  private Outcome secrets(Call call) {
    ContainerApp app = find(call);
    Answer listed = Answer.ok(ContainerAppDocument.secrets(app));
    trouble.afterRead(app.name(), () -> edit(app));
    return Outcome.now(listed);
  }

  private static void edit(ContainerApp app) {
    app.replaceSecrets(app.secrets().stream().map(ContainerAppRoutes::edited).toList());
  }

  private static Secret edited(Secret secret) {
    return secret.isReference() ? secret : secret.with(Trouble.edited(secret.value()));
  }

  private Outcome restart(Call call) {
    ContainerApp app = find(call);
    String revision = call.variable("revision");
    if (app.revisions().stream().noneMatch(revision::equalsIgnoreCase)) {
      throw notFound(app.id() + "/revisions/" + revision);
    }
    app.restart();
    return Outcome.now(Answer.of(200));
  }

  private Outcome patch(Call call) {
    ContainerApp app = find(call);
    if (operations.running(app.id())) {
      throw new Refused(BUSY);
    }
    trouble.beforeWrite(app.name());
    JsonNode secrets = call.json().path("properties").path("configuration").path("secrets");
    if (secrets.isArray()) {
      app.replaceSecrets(all(app, secrets));
    }
    Operation operation = operations.begin(app.id(), lroDuration, () -> Answer.ok(document(app)));
    Answer answer = Answer.of(202, document(app)).with(operations.headers(operation, base.get()));
    return Outcome.later(trouble.afterWrite(app.name(), answer), lroDuration);
  }

  /** A list in a JSON Merge Patch stands for the whole. */
  private List<Secret> all(ContainerApp app, JsonNode sent) {
    List<Secret> all = new ArrayList<>();
    sent.forEach(secret -> all.add(secret(secret)));
    for (String used : app.environment().values()) {
      if (all.stream().noneMatch(secret -> secret.name().equalsIgnoreCase(used))) {
        throw invalid(used);
      }
    }
    return all;
  }

  private Secret secret(JsonNode sent) {
    String name = sent.path("name").asText();
    String url = sent.path("keyVaultUrl").asText("");
    String value = url.isEmpty() ? sent.path("value").asText("") : fetched(url, name);
    if (value.isEmpty()) {
      throw invalid(name);
    }
    return new Secret(name, value, url, sent.path("identity").asText(""));
  }

  private String fetched(String url, String name) {
    return SecretReference.of(URI.create(url)).resolve(azure).orElseThrow(() -> invalid(name));
  }

  private static Refused invalid(String name) {
    return new Refused(
        400,
        "ContainerAppSecretInvalid",
        "Container app secret(s) with name(s) '" + name + "' are invalid.");
  }

  private Map<String, Object> document(ContainerApp app) {
    return documents.app(app, operations.running(app.id()));
  }
}
