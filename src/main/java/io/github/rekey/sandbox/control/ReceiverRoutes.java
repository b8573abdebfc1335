package io.github.rekey.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rekey.sandbox.eventgrid.EventGrid;
import io.github.rekey.sandbox.eventgrid.Schema;
import io.github.rekey.sandbox.eventgrid.Subscription;
import io.github.rekey.sandbox.eventgrid.Subscription.Destination;
import io.github.rekey.sandbox.eventgrid.Subscription.ToQueue;
import io.github.rekey.sandbox.eventgrid.Subscription.ToWebhook;
import io.github.rekey.sandbox.http.Answer;
import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.http.Endpoint;
import io.github.rekey.sandbox.http.Router;
import io.github.rekey.sandbox.http.Webhook;
import io.github.rekey.sandbox.identity.TokenRequest;
import io.github.rekey.sandbox.identity.Tokens;
import io.github.rekey.sandbox.monitor.ActionGroup;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Points Event Grid and the action group at receivers, and mints tokens for tests of these. */
final class ReceiverRoutes {
  private final EventGrid events;
  private final ActionGroup group;
  private final Tokens tokens;

  ReceiverRoutes(EventGrid events, ActionGroup group, Tokens tokens) {
    this.events = events;
    this.group = group;
    this.tokens = tokens;
  }

  void addTo(Router<Endpoint> routes) {
    routes.on("POST", "/subscriptions", this::subscribe);
    routes.on("POST", "/action-group", this::actionGroup);
    routes.on("POST", "/tokens", this::token);
  }

  /** 200 once active; 409 if the webhook did not pass the handshake. */
  private Answer subscribe(Call call) {
    JsonNode request = call.json();
    boolean cloud = request.path("schema").asText("eventgrid").startsWith("cloud");
    Set<String> types = new HashSet<>();
    request.path("eventTypes").forEach(type -> types.add(type.asText()));
    Destination to =
        request.has("queue")
            ? new ToQueue(request.path("queue").asText())
            : new ToWebhook(webhook(request, TokenRequest::eventGrid));
    Subscription subscription =
        new Subscription(
            request.path("name").asText("rekey"),
            cloud ? Schema.CLOUD_EVENTS : Schema.EVENT_GRID,
            types,
            to);
    boolean active = events.subscribe(subscription).join();
    return active
        ? Answer.ok(Map.of("active", true))
        : Answer.error(409, "EndpointValidationFailed", "The webhook did not agree.");
  }

  private Answer actionGroup(Call call) {
    JsonNode request = call.json();
    Webhook receiver = webhook(request, TokenRequest::actionGroup);
    if (request.path("also").asBoolean(false)) {
      group.also(receiver);
    } else {
      group.webhook(receiver);
    }
    return Answer.of(204);
  }

  private Answer token(Call call) {
    JsonNode request = call.json();
    List<String> roles = new ArrayList<>();
    request.path("roles").forEach(role -> roles.add(role.asText()));
    String appId = request.path("appId").asText(tokens.tenant().clientId());
    TokenRequest wanted =
        new TokenRequest(
            request.path("version").asInt(1),
            request.path("audience").asText(""),
            appId,
            request.path("objectId").asText(appId),
            roles,
            Duration.ofSeconds(request.path("expiresInSeconds").asLong(3600)));
    return Answer.ok(Map.of("access_token", tokens.mint(wanted)));
  }

  private Webhook webhook(JsonNode request, BiFunction<Integer, String, TokenRequest> sender) {
    URI url = URI.create(request.path("webhook").asText());
    if (!request.hasNonNull("audience")) {
      return Webhook.open(url);
    }
    TokenRequest wanted =
        sender.apply(request.path("version").asInt(1), request.path("audience").asText());
    return new Webhook(url, () -> Optional.of(tokens.mint(wanted)));
  }
}
