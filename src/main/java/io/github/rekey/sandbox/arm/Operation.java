package io.github.rekey.sandbox.arm;

import io.github.rekey.sandbox.http.Answer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A long-running operation of Resource Manager; its polling URLs are good only with its signature.
 *
 * @param result what its Location answers once it has ended
 */
record Operation(
    String id,
    String resourceId,
    String signature,
    Instant started,
    Instant ends,
    Supplier<Answer> result) {

  boolean running(Instant now) {
    return ends.isAfter(now);
  }

  /** As recorded from Azure: no result, and an endTime only at the end. */
  Map<String, Object> status(Instant now) {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("id", resourceId + "/operationStatuses/" + id);
    status.put("name", id);
    status.put("status", running(now) ? "Running" : "Succeeded");
    status.put("startTime", started.toString());
    if (!running(now)) {
      status.put("endTime", ends.toString());
    }
    return status;
  }

  @Override
  public String toString() {
    return "Operation(" + id + ")";
  }
}
