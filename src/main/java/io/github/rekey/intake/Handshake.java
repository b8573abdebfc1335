package io.github.rekey.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;

/**
 * The two ways in which Event Grid asks whether it may deliver here. The {@code validationUrl} of a
 * request is never fetched: it comes from outside.
 */
final class Handshake {
  private static final String VALIDATION = "Microsoft.EventGrid.SubscriptionValidationEvent";

  private Handshake() {}

  /**
   * The code to send back if the body is the handshake of the Event Grid schema: one event alone.
   * The answer must be exactly 200 (Event Grid documentation, endpoint validation).
   */
  static Optional<String> validationCode(byte[] body) {
    try {
      JsonNode root = Json.MAPPER.readTree(body);
      JsonNode only = root.isArray() && root.size() == 1 ? root.get(0) : root;
      Fields event = new Fields(only);
      String code = event.in("data").text("validationCode");
      return event.is("eventType", VALIDATION) && !code.isEmpty()
          ? Optional.of(code)
          : Optional.empty();
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }

  /** The handshake of CloudEvents (HTTP webhook specification, abuse protection). */
  static void allow(Context ctx) {
    String origin = ctx.header("WebHook-Request-Origin");
    if (origin == null || origin.isBlank()) {
      ctx.status(400).result("WebHook-Request-Origin is missing");
      return;
    }
    ctx.header("WebHook-Allowed-Origin", origin);
    ctx.header("WebHook-Allowed-Rate", "*");
    ctx.header("Allow", "POST");
    ctx.status(200);
  }
}
