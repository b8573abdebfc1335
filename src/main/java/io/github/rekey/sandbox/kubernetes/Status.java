package io.github.rekey.sandbox.kubernetes;

import io.github.rekey.sandbox.http.Answer;
import io.github.rekey.sandbox.http.Refused;
import java.util.Map;

/** Refusals as the API server words them: a Status object. */
final class Status {
  private Status() {}

  static Refused refused(int code, String reason, String message) {
    return new Refused(
        Answer.of(
            code,
            Map.of(
                "kind",
                "Status",
                "apiVersion",
                "v1",
                "metadata",
                Map.of(),
                "status",
                "Failure",
                "message",
                message,
                "reason",
                reason,
                "code",
                code)));
  }

  static Refused missing(ObjectKey key) {
    return refused(
        404, "NotFound", "%s \"%s\" not found".formatted(key.kind().resource(), key.name()));
  }

  static Refused modified(ObjectKey key) {
    return refused(
        409,
        "Conflict",
        "Operation cannot be fulfilled on %s \"%s\": the object has been modified; please apply your changes to the latest version and try again"
            .formatted(key.kind().resource(), key.name()));
  }
}
