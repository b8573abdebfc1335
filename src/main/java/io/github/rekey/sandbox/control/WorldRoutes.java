package io.github.rekey.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rekey.sandbox.http.Answer;
import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.http.Endpoint;
import io.github.rekey.sandbox.http.Refused;
import io.github.rekey.sandbox.http.Router;
import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.Faults.Kind;
import io.github.rekey.sandbox.world.Rights.Grant;
import io.github.rekey.sandbox.world.SignalRResource;
import io.github.rekey.sandbox.world.Slot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Changes the world behind the product's back, and shows it. */
final class WorldRoutes {
  private final Azure azure;
  private final StateReport report;

  WorldRoutes(Azure azure, StateReport report) {
    this.azure = azure;
    this.report = report;
  }

  void addTo(Router<Endpoint> routes) {
    routes.on("GET", "/state", call -> Answer.ok(report.now()));
    routes.on("GET", "/minted-keys", call -> Answer.ok(report.mintedKeys()));
    routes.on("POST", "/signalr/{name}/replace-key", this::replaceKey);
    routes.on("POST", "/signalr/{name}/state", this::state);
    routes.on("POST", "/faults", this::fault);
    routes.on("POST", "/rights", this::rights);
  }

  /** Azure regenerates by itself: no ARM call, so no event (assumption). */
  private Answer replaceKey(Call call) {
    SignalRResource resource = Resources.named(azure, call.variable("name"));
    JsonNode request = call.json();
    Slot slot = word(Slot.class, request.path("slot").asText("primary"));
    resource.replace(slot, Duration.ofMillis(request.path("propagationMs").asLong(0)));
    return Answer.ok(Map.of("key", resource.label(resource.listedKey(slot))));
  }

  private Answer state(Call call) {
    SignalRResource resource = Resources.named(azure, call.variable("name"));
    JsonNode request = call.json();
    if (request.has("stopped")) {
      resource.stopped(request.path("stopped").asBoolean());
    }
    if (request.has("localAuthDisabled")) {
      resource.localAuthDisabled(request.path("localAuthDisabled").asBoolean());
    }
    if (request.path("deleted").asBoolean(false)) {
      azure.delete(resource);
      resource.stopped(true);
    }
    return Answer.of(204);
  }

  private Answer fault(Call call) {
    JsonNode request = call.json();
    Kind kind = word(Kind.class, request.path("kind").asText());
    for (int i = 0; i < request.path("times").asInt(1); i++) {
      azure.faults().script(kind, request.path("argument").asText(""));
    }
    return Answer.of(204);
  }

  private Answer rights(Call call) {
    JsonNode request = call.json();
    azure
        .rights()
        .grant(
            new Grant(
                texts(request, "actions", List.of("*")),
                texts(request, "notActions", List.of()),
                texts(request, "dataActions", List.of("*"))));
    return Answer.of(204);
  }

  private static List<String> texts(JsonNode request, String field, List<String> usual) {
    if (!request.has(field)) {
      return usual;
    }
    List<String> texts = new ArrayList<>();
    request.path(field).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** A constant in any letter case, with hyphens or underscores. */
  private static <E extends Enum<E>> E word(Class<E> type, String text) {
    try {
      return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw new Refused(400, "BadRequest", "Unknown " + type.getSimpleName() + ": " + text);
    }
  }
}
