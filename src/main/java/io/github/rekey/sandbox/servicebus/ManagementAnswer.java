package io.github.rekey.sandbox.servicebus;

import java.util.HashMap;
import java.util.Map;
import org.apache.qpid.proton.amqp.Symbol;
import org.jspecify.annotations.Nullable;

/** What a management node answers: an HTTP-like status and a map. */
record ManagementAnswer(
    int status, String text, @Nullable String condition, Map<String, Object> body) {

  static ManagementAnswer ok(Map<String, Object> body) {
    return new ManagementAnswer(200, "OK", null, body);
  }

  static ManagementAnswer nothingThere() {
    return new ManagementAnswer(204, "No content", "com.microsoft:message-not-found", Map.of());
  }

  static ManagementAnswer refused(Refusal refusal) {
    return new ManagementAnswer(refusal.status(), refusal.text(), refusal.condition(), Map.of());
  }

  Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("statusCode", status);
    properties.put("statusDescription", text);
    if (condition != null) {
      properties.put("errorCondition", Symbol.valueOf(condition));
    }
    return properties;
  }
}
