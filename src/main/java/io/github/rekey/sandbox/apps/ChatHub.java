package io.github.rekey.sandbox.apps;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rekey.sandbox.signalr.Frame;
import io.github.rekey.sandbox.signalr.HubMessages;
import java.util.List;

/** The app's hub: Echo gives back its argument, Broadcast calls "Said" on all clients. */
final class ChatHub {
  static final String NAME = "chat";

  /** The frames to send in answer to one frame of the service. */
  List<Frame> answer(Frame frame) {
    if (frame.type() != Frame.Type.MESSAGE) {
      return List.of();
    }
    JsonNode message = HubMessages.parse(frame.payload());
    if (message.path("type").asInt() != HubMessages.INVOCATION) {
      return List.of();
    }
    return switch (message.path("target").asText()) {
      case "Echo" -> List.of(completion(frame, message));
      case "Broadcast" -> List.of(broadcast(message), completion(frame, message));
      default -> List.of(unknown(frame, message));
    };
  }

  private static Frame completion(Frame frame, JsonNode message) {
    JsonNode first = message.path("arguments").path(0);
    return Frame.message(frame.client(), HubMessages.completion(id(message), first));
  }

  private static Frame broadcast(JsonNode message) {
    return Frame.message("", HubMessages.invocation("Said", message.path("arguments")));
  }

  private static Frame unknown(Frame frame, JsonNode message) {
    String error = "HubException: Method does not exist.";
    return Frame.message(frame.client(), HubMessages.failure(id(message), error));
  }

  private static String id(JsonNode message) {
    return message.path("invocationId").asText();
  }
}
