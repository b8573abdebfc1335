package io.github.rekey.sandbox.signalr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * One text frame between the service and an app's server connection. Azure's binary service
 * protocol is not imitated (assumption: it does not matter to key rotation).
 *
 * @param client the client's connection id; empty for all clients of the hub
 * @param payload a hub protocol message; empty unless the type is MESSAGE
 */
public record Frame(Type type, String client, String payload) {
  /** What a frame says. OPENED and GONE come from the service only. */
  public enum Type {
    OPENED,
    MESSAGE,
    GONE
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  public static Frame message(String client, String payload) {
    return new Frame(Type.MESSAGE, client, payload);
  }

  public static Frame parse(String text) {
    try {
      return JSON.readValue(text, Frame.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a frame of a server connection", e);
    }
  }

  public String text() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a frame is always JSON", e);
    }
  }
}
