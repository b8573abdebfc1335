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
import java.util.Map;
import javax.net.ssl.SSLContext;

/** Steers a sandbox over its control API. */
final class ControlClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final HttpClient http;
  private final URI base;

  ControlClient(URI base, SSLContext trust) {
    this.base = base;
    this.http = HttpClient.newBuilder().sslContext(trust).build();
  }

  JsonNode state() {
    return send(HttpRequest.newBuilder(base.resolve("/state")).build());
  }

  /** Event Grid's events go to the queue from now on. */
  void eventsToTheQueue() {
    post("/subscriptions", Map.of("name", "rekey", "queue", "rekey"));
  }

  /** The action group's alerts go to this Rekey's webhook from now on, with an Entra token. */
  void alertsTo(URI rekey) {
    post(
        "/action-group",
        Map.of("webhook", rekey.resolve("/hooks/azure-monitor"), "audience", "api://rekey"));
  }

  /** A Rekey without a queue hears everything by webhook, beside whoever else does. */
  void everythingAlsoTo(URI rekey) {
    post(
        "/action-group",
        Map.of(
            "webhook",
            rekey.resolve("/hooks/azure-monitor"),
            "audience",
            "api://rekey",
            "also",
            true));
    post(
        "/subscriptions",
        Map.of(
            "name",
            "beside",
            "webhook",
            rekey.resolve("/hooks/eventgrid"),
            "audience",
            "api://rekey"));
  }

  JsonNode post(String path, Map<String, ?> body) {
    try {
      String text = JSON.writeValueAsString(body);
      return send(
          HttpRequest.newBuilder(base.resolve(path))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(text))
              .build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode send(HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(
            "the sandbox answered %d to %s: %s"
                .formatted(answer.statusCode(), request.uri().getPath(), answer.body()));
      }
      return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox does not answer at " + base, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
