package io.github.rekey.sandbox.vault;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rekey.sandbox.http.Answer;
import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.http.Endpoint;
import io.github.rekey.sandbox.http.Refused;
import io.github.rekey.sandbox.http.Router;
import io.github.rekey.sandbox.trouble.Trouble;
import io.github.rekey.sandbox.world.Vault;
import io.github.rekey.sandbox.world.Vault.Version;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Key Vault's secrets on the wire; a new version raises an event. */
final class VaultFace implements Endpoint {
  private final Vault vault;
  private final Trouble trouble;
  private final SecretDocument documents;
  private final SecretEvents events;
  private final Router<Endpoint> routes = new Router<>();

  VaultFace(Vault vault, Trouble trouble, SecretDocument documents, SecretEvents events) {
    this.vault = vault;
    this.trouble = trouble;
    this.documents = documents;
    this.events = events;
    routes.on("GET", "/secrets", this::list);
    routes.on("GET", "/secrets/{name}/versions", this::versions);
    routes.on("GET", "/secrets/{name}", this::latest);
    routes.on("GET", "/secrets/{name}/{version}", call -> get(version(call)));
    routes.on("PUT", "/secrets/{name}", this::put);
    routes.on("PATCH", "/secrets/{name}/{version}", this::patch);
  }

  @Override
  public Answer answer(Call call) {
    trouble.beforeCall(VaultFace::throttled);
    return routes
        .find(call)
        .map(found -> found.target().answer(found.call()))
        .orElseGet(() -> Answer.error(404, "NotFound", "There is no such operation."));
  }

  /** That it says for how long is an assumption. */
  private static Answer throttled(int seconds) {
    return Answer.error(429, "Throttled", "Request was not processed because too many were made.")
        .with("Retry-After", String.valueOf(seconds));
  }

  private Answer list(Call call) {
    return page(
        vault.names().stream()
            .map(vault::latest)
            .flatMap(Optional::stream)
            .map(version -> documents.item(version, false)));
  }

  private Answer versions(Call call) {
    return page(
        vault.versions(call.variable("name")).stream()
            .map(version -> documents.item(version, true)));
  }

  private Answer get(Version version) {
    if (!version.enabled()) {
      Map<String, Object> error =
          Map.of(
              "code", "Forbidden",
              "message", "Operation get is not allowed on a disabled secret.",
              "innererror", Map.of("code", "SecretDisabled"));
      throw new Refused(Answer.of(403, Map.of("error", error)));
    }
    return Answer.ok(documents.bundle(version));
  }

  private Answer put(Call call) {
    trouble.beforeWrite(vault.name());
    JsonNode body = call.json();
    if (!body.path("value").isTextual()) {
      throw new Refused(400, "BadParameter", "The value of the secret is missing.");
    }
    String contentType = body.path("contentType").asText("");
    Version added =
        vault.put(call.variable("name"), body.path("value").asText(), tags(body), contentType);
    JsonNode enabled = body.path("attributes").path("enabled");
    if (enabled.isBoolean() && !enabled.asBoolean()) {
      added = changed(added, added.tags(), contentType, false);
    }
    events.added(added);
    return trouble.afterWrite(vault.name(), Answer.ok(documents.bundle(added)));
  }

  private Answer patch(Call call) {
    trouble.beforeWrite(vault.name());
    Version old = version(call);
    JsonNode body = call.json();
    Version changed =
        changed(
            old,
            body.path("tags").isObject() ? tags(body) : old.tags(),
            body.path("contentType").asText(old.contentType()),
            body.path("attributes").path("enabled").asBoolean(old.enabled()));
    return trouble.afterWrite(vault.name(), Answer.ok(documents.item(changed, true)));
  }

  private Version changed(
      Version old, Map<String, String> tags, String contentType, boolean enabled) {
    Version changed =
        new Version(
            old.name(), old.version(), old.value(), tags, contentType, enabled, old.created());
    vault.replace(changed);
    return changed;
  }

  private Answer latest(Call call) {
    Version latest = vault.latest(call.variable("name")).orElseThrow(() -> missing(call));
    Answer answer = get(latest);
    trouble.afterRead(vault.name(), () -> edit(latest));
    return answer;
  }

  private void edit(Version latest) {
    String edited = Trouble.edited(latest.value());
    vault.put(latest.name(), edited, latest.tags(), latest.contentType());
  }

  private Version version(Call call) {
    return vault.versions(call.variable("name")).stream()
        .filter(version -> version.version().equalsIgnoreCase(call.variable("version")))
        .findFirst()
        .orElseThrow(() -> missing(call));
  }

  private static Refused missing(Call call) {
    String message =
        "A secret with (name/id) %s was not found in this key vault."
            .formatted(call.path().substring("/secrets/".length()));
    return new Refused(404, "SecretNotFound", message);
  }

  private static Map<String, String> tags(JsonNode body) {
    Map<String, String> tags = new HashMap<>();
    body.path("tags").properties().forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
    return tags;
  }

  private static Answer page(Stream<Map<String, Object>> items) {
    List<Map<String, Object>> value =
        items.sorted(Comparator.comparing(item -> String.valueOf(item.get("id")))).toList();
    Map<String, Object> page = new HashMap<>();
    page.put("value", value);
    page.put("nextLink", null);
    return Answer.ok(page);
  }
}
