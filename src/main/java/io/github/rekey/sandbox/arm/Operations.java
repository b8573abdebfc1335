package io.github.rekey.sandbox.arm;

import io.github.rekey.sandbox.http.Answer;
import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.http.Refused;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The long-running operations that were begun, and the URLs by which clients follow them. */
final class Operations {
  /** Azure's signed polling URLs were recorded at about 4 KB. */
  private static final int SIGNATURE_BYTES = 2800;

  private static final Duration KEPT = Duration.ofHours(1);
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Operation> begun = new ConcurrentHashMap<>();

  Operations(Clock clock) {
    this.clock = clock;
  }

  Operation begin(String resourceId, Duration duration, Supplier<Answer> result) {
    byte[] noise = new byte[SIGNATURE_BYTES];
    random.nextBytes(noise);
    String signature = Base64.getUrlEncoder().withoutPadding().encodeToString(noise);
    Instant now = clock.instant();
    Operation operation =
        new Operation(
            UUID.randomUUID().toString(), resourceId, signature, now, now.plus(duration), result);
    begun.values().removeIf(old -> old.ends().isBefore(now.minus(KEPT)));
    begun.put(operation.id(), operation);
    return operation;
  }

  boolean running(String resourceId) {
    Instant now = clock.instant();
    return begun.values().stream()
        .anyMatch(o -> o.resourceId().equalsIgnoreCase(resourceId) && o.running(now));
  }

  /** The headers of the 202. */
  Map<String, String> headers(Operation operation, URI base) {
    Map<String, String> headers = new LinkedHashMap<>(pacing(operation));
    headers.put("Azure-AsyncOperation", url(operation, base, "operationStatuses"));
    headers.put("Location", url(operation, base, "operationResults"));
    return headers;
  }

  Answer status(Call call) {
    Operation operation = find(call);
    Answer answer = Answer.ok(operation.status(clock.instant()));
    return operation.running(clock.instant()) ? answer.with(pacing(operation)) : answer;
  }

  /** 202 until the operation has ended, then its result. */
  Answer result(Call call) {
    Operation operation = find(call);
    return operation.running(clock.instant())
        ? Answer.of(202).with(pacing(operation)).with("Location", here(call))
        : operation.result().get();
  }

  private Operation find(Call call) {
    Operation operation = begun.get(call.variable("operation"));
    if (operation == null || !call.query("s").orElse("").equals(operation.signature())) {
      throw new Refused(404, "ResourceNotFound", "The operation was not found.");
    }
    return operation;
  }

  /** Seconds only, so an operation shorter than one says nothing. */
  private Map<String, String> pacing(Operation operation) {
    boolean brief = Duration.between(operation.started(), operation.ends()).toSeconds() < 1;
    return brief ? Map.of() : Map.of("Retry-After", "1");
  }

  private static String url(Operation operation, URI base, String kind) {
    String path = operation.resourceId() + "/" + kind + "/" + operation.id();
    String query =
        "?api-version=2024-03-01&t="
            + operation.started().toEpochMilli()
            + "&c=sandbox&s="
            + operation.signature()
            + "&h=sandbox";
    return base + path + query;
  }

  private static String here(Call call) {
    return "https://" + call.header("Host").orElse("localhost") + call.target();
  }
}
