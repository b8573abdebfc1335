package io.github.rekey.sandbox.appconfiguration;

import io.github.rekey.sandbox.http.Answer;
import io.github.rekey.sandbox.http.Refused;
import java.util.Map;

/** How App Configuration says what is wrong: application/problem+json. */
final class Problem {
  private static final String JSON = "application/problem+json; charset=utf-8";
  private static final String TYPE = "https://azconfig.io/errors/";

  private Problem() {}

  static Refused invalidArgument(String title, String name, String detail) {
    return of(400, "invalid-argument", title, name, detail);
  }

  static Refused locked(String key) {
    return of(
        409,
        "key-locked",
        "Modifying key '" + key + "' is not allowed",
        key,
        "The key is read-only. To allow modification unlock it first.");
  }

  /** Azure docs, App Configuration REST API, throttling. */
  static Answer throttled(int seconds) {
    Map<String, Object> body =
        Map.of(
            "type",
            TYPE + "too-many-requests",
            "title",
            "Resource utilization has surpassed the assigned quota",
            "policy",
            "Total Requests",
            "status",
            429);
    return Answer.of(429, body)
        .with("Content-Type", JSON)
        .with("retry-after-ms", String.valueOf(1000L * seconds));
  }

  private static Refused of(int status, String type, String title, String name, String detail) {
    Map<String, Object> body =
        Map.of(
            "type", TYPE + type, "title", title, "name", name, "detail", detail, "status", status);
    return new Refused(Answer.of(status, body).with("Content-Type", JSON));
  }
}
