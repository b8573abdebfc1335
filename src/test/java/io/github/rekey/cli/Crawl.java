package io.github.rekey.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads everything that a running Rekey serves: each GET of its OpenAPI document, and the page. */
final class Crawl {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;
  private final String token;
  private final Map<String, String> bodies = new LinkedHashMap<>();

  Crawl(URI base, String token) {
    this.base = base;
    this.token = token;
  }

  /** Bodies by path, once an incident is closed. */
  Map<String, String> everything() {
    List.of("/", "/console.css", "/console.js").forEach(this::read);
    JsonNode document = json(read("/api/openapi.json"));
    document.path("paths").properties().stream()
        .filter(path -> path.getValue().has("get"))
        .map(Map.Entry::getKey)
        .forEach(this::readAll);
    return bodies;
  }

  private void readAll(String path) {
    switch (path) {
      case "/api/v1/incidents/{id}" -> incidents().forEach(id -> read(path.replace("{id}", id)));
      case "/api/v1/rotations/{id}" -> rotations().forEach(id -> read(path.replace("{id}", id)));
      case "/api/v1/plan" ->
          List.of("rotate", "notice", "leaked")
              .forEach(kind -> read(path + "?resource=chat&kind=" + kind));
      case "/api/v1/stream" -> bodies.put(path, replay(path));
      default -> read(path);
    }
  }

  private Stream<String> incidents() {
    return ids(json(read("/api/v1/incidents")).path("incidents"));
  }

  private Stream<String> rotations() {
    return incidents().toList().stream()
        .flatMap(id -> ids(json(read("/api/v1/incidents/" + id)).path("rotations")));
  }

  private static Stream<String> ids(JsonNode list) {
    return Stream.iterate(0, i -> i < list.size(), i -> i + 1)
        .map(i -> list.path(i).path("id").asText());
  }

  /** All that is kept, up to the end of an incident. */
  private String replay(String path) {
    StringBuilder read = new StringBuilder();
    HttpRequest request = request(path).header("Last-Event-ID", "none").build();
    try (Stream<String> lines = send(request, BodyHandlers.ofLines()).body()) {
      boolean ended =
          lines
              .peek(line -> read.append(line).append('\n'))
              .anyMatch(line -> line.contains("incident-closed"));
      if (!ended) {
        throw new AssertionError("the event stream ended before the incident");
      }
    }
    return read.toString();
  }

  private String read(String path) {
    HttpResponse<String> answer = send(request(path).build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + " answered " + answer.statusCode() + " " + answer.body());
    }
    bodies.put(path, answer.headers().map() + "\n" + answer.body());
    return answer.body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token);
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
    try {
      return http.send(request, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
