package io.github.rekey.sandbox.servicebus;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a link leads: an entity, an entity's management node, or the claims node. */
record Address(String path) {
  private static final String MANAGEMENT = "/$management";

  /** Takes a bare path or a URL, in any case. */
  static Address of(@Nullable String text) {
    if (text == null) {
      throw new Refusal("amqp:invalid-field", 400, "The link has no address.");
    }
    int scheme = text.indexOf("://");
    String path = scheme < 0 ? text : text.substring(text.indexOf('/', scheme + 3) + 1);
    return new Address((path.startsWith("/") ? path.substring(1) : path).toLowerCase(Locale.ROOT));
  }

  boolean isClaims() {
    return path.equals("$cbs");
  }

  boolean isManagement() {
    return path.endsWith(MANAGEMENT);
  }

  /** The path of the entity itself. */
  String entity() {
    return isManagement() ? path.substring(0, path.length() - MANAGEMENT.length()) : path;
  }
}
