package io.github.rekey.sandbox.eventgrid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rekey.sandbox.http.Json;
import io.github.rekey.sandbox.http.Poster;
import io.github.rekey.sandbox.http.Webhook;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Asks a webhook whether it wants a subscription's events: a validation event to echo, or for
 * CloudEvents an OPTIONS request. The way by validationUrl is not offered.
 */
final class Handshake {
  private static final String ORIGIN = "eventgrid.azure.net";
  private final Poster poster;

  Handshake(Poster poster) {
    this.poster = poster;
  }

  /** Whether the webhook agreed; false also where no answer came. */
  CompletableFuture<Boolean> agreed(Subscription subscription, Webhook webhook, Instant now) {
    return subscription.schema() == Schema.CLOUD_EVENTS
        ? options(webhook)
        : validationEvent(subscription, webhook, now);
  }

  private CompletableFuture<Boolean> options(Webhook webhook) {
    return poster
        .send("OPTIONS", webhook, Map.of("WebHook-Request-Origin", ORIGIN), new byte[0])
        .handle((response, failure) -> failure == null && allows(response));
  }

  private static boolean allows(HttpResponse<String> response) {
    String allowed = response.headers().firstValue("WebHook-Allowed-Origin").orElse("");
    return response.statusCode() == 200 && (allowed.equals("*") || allowed.equals(ORIGIN));
  }

  private CompletableFuture<Boolean> validationEvent(
      Subscription subscription, Webhook webhook, Instant now) {
    String code = UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
    Event event =
        Event.Raised.now(
            now,
            "/subscriptions/sandbox",
            "",
            "Microsoft.EventGrid.SubscriptionValidationEvent",
            "1",
            Map.of("validationCode", code));
    Map<String, String> headers =
        Map.of(
            "Content-Type", subscription.schema().contentType(),
            "aeg-event-type", "SubscriptionValidation",
            "aeg-subscription-name", subscription.name().toUpperCase(Locale.ROOT));
    byte[] body = Json.bytes(List.of(event.written(Schema.EVENT_GRID)));
    return poster
        .send("POST", webhook, headers, body)
        .handle((response, failure) -> failure == null && echoes(response, code));
  }

  /** Exactly 200 is wanted: a 202 does not do. */
  private static boolean echoes(HttpResponse<String> response, String code) {
    try {
      String echoed =
          new ObjectMapper().readTree(response.body()).path("validationResponse").asText();
      return response.statusCode() == 200 && echoed.equals(code);
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
