package io.github.rekey.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** Speaks to a running Rekey over its HTTP API. */
final class ApiClient {
  /** Rekey answered, and the answer was no. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  /** Nobody answered. */
  static final class Unreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreachable(String message) {
      super(message);
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI base;
  private final String token;

  ApiClient(URI base, String token) {
    this.base = base;
    this.token = token;
  }

  JsonNode get(String path) {
    return json(send(request(path).GET().timeout(PATIENCE).build(), BodyHandlers.ofString()));
  }

  JsonNode post(String path, Map<String, ?> body) {
    try {
      String text = JSON.writeValueAsString(body);
      return json(
          send(
              request(path)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(text))
                  .timeout(PATIENCE)
                  .build(),
              BodyHandlers.ofString()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write the request to " + path, e);
    }
  }

  /** The lines of an event stream from its first kept event on, as long as it stays open. */
  Stream<String> lines(String path) {
    HttpRequest fromTheFirst = request(path).header("Last-Event-ID", "none").GET().build();
    HttpResponse<Stream<String>> answer = send(fromTheFirst, BodyHandlers.ofLines());
    if (answer.statusCode() != 200) {
      throw new Refused("%s%s answered %d".formatted(base, path, answer.statusCode()));
    }
    return answer.body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + token);
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
    try {
      return http.send(request, body);
    } catch (IOException e) {
      throw new Unreachable(
          "nobody answers at %s; start it with `serve`, or name another with --url"
              .formatted(base));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unreachable("interrupted while waiting for " + base);
    }
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      JsonNode body = JSON.readTree(answer.body());
      if (answer.statusCode() < 300) {
        return body;
      }
      JsonNode error = body.path("error");
      throw new Refused(
          "%s %s"
              .formatted(
                  error.path("message").asText("HTTP " + answer.statusCode()),
                  error.path("next").asText("")));
    } catch (JsonProcessingException e) {
      throw new Refused("HTTP %d with a body that is not JSON".formatted(answer.statusCode()));
    }
  }
}
