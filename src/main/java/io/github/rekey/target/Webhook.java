package io.github.rekey.target;

import static io.github.rekey.rotation.CallFailed.Kind.CONFLICT;
import static io.github.rekey.rotation.CallFailed.Kind.GONE;
import static io.github.rekey.rotation.CallFailed.Kind.NO_RIGHT;
import static io.github.rekey.rotation.CallFailed.Kind.REFUSED;
import static io.github.rekey.rotation.CallFailed.Kind.THROTTLED;
import static io.github.rekey.rotation.CallFailed.Kind.UNAVAILABLE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rekey.azure.Call;
import io.github.rekey.azure.Guarded;
import io.github.rekey.azure.PlainHttp;
import io.github.rekey.azure.RetryAfter;
import io.github.rekey.rotation.CallFailed;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One receiver of news: a CloudEvent (structured mode, JSON) is posted to it, signed after Standard
 * Webhooks. The same news always carries the same id and the same body, and may be sent again, so
 * that a lost answer leaves no doubt.
 */
public final class Webhook {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * An answer that is no failure.
   *
   * @param accepted 202: it is to be asked again
   * @param retryAfter when, if it said so
   */
  record Reply(
      boolean accepted, Optional<InstanceReport> instances, Optional<Duration> retryAfter) {}

  private final String name;
  private final URI url;
  private final WebhookSecret secret;
  private final PlainHttp http;
  private final Guarded webhooks;

  /**
   * @param url may carry a secret in its query, so it is never shown
   */
  public Webhook(String name, URI url, WebhookSecret secret, PlainHttp http, Guarded webhooks) {
    this.name = name;
    this.url = url;
    this.secret = secret;
    this.http = http;
    this.webhooks = webhooks;
  }

  String name() {
    return name;
  }

  /** Posts once. */
  Reply tell(KeyChanged news, Instant at) {
    Call call = Call.read("notification", "webhook " + name, "nothing");
    return webhooks.once(call, () -> reply(http.send(request(news, at)), at));
  }

  private HttpRequest.Builder request(KeyChanged news, Instant at) {
    String body = body(news);
    long timestamp = at.getEpochSecond();
    return HttpRequest.newBuilder(url)
        .header("Content-Type", "application/cloudevents+json; charset=utf-8")
        .header("Idempotency-Key", news.id())
        .header("webhook-id", news.id())
        .header("webhook-timestamp", Long.toString(timestamp))
        .header("webhook-signature", secret.signature(news.id(), timestamp, body))
        .POST(BodyPublishers.ofString(body));
  }

  private static String body(KeyChanged news) {
    TreeMap<String, Object> event = new TreeMap<>();
    event.put("specversion", "1.0");
    event.put("id", news.id());
    event.put("type", KeyChanged.TYPE);
    event.put("source", news.source());
    event.put("subject", news.subject());
    event.put("datacontenttype", "application/json");
    event.put("data", news.data());
    try {
      return JSON.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts can be written as JSON", e);
    }
  }

  private Reply reply(HttpResponse<String> answer, Instant at) {
    Optional<Duration> retryAfter = RetryAfter.in(answer.headers(), at);
    return switch (answer.statusCode()) {
      case 200, 202 ->
          new Reply(answer.statusCode() == 202, InstanceReport.in(answer.body()), retryAfter);
      case 204 -> new Reply(false, Optional.empty(), retryAfter);
      default -> throw failure(answer.statusCode(), retryAfter);
    };
  }

  /** 425 and 409 come from a receiver that has the same id under way. */
  private CallFailed failure(int status, Optional<Duration> retryAfter) {
    CallFailed.Kind kind =
        switch (status) {
          case 401, 403 -> NO_RIGHT;
          case 404, 410 -> GONE;
          case 409 -> CONFLICT;
          case 429 -> THROTTLED;
          case 408, 425 -> UNAVAILABLE;
          default -> status >= 500 ? UNAVAILABLE : REFUSED;
        };
    String message = "webhook %s: HTTP %d; %s".formatted(name, status, next(kind));
    return new CallFailed(kind, message, false, retryAfter.orElse(null), null);
  }

  private static String next(CallFailed.Kind kind) {
    return switch (kind) {
      case NO_RIGHT -> "grant Rekey access there: both sides need the same webhook secret";
      case GONE -> "check that the receiver runs and that its URL in rekey.yaml is right";
      case REFUSED -> "repeating it will not help: look at the receiver's log";
      case CONFLICT, THROTTLED, UNAVAILABLE -> "it is told again later";
    };
  }
}
