package io.github.rekey.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A webhook that agrees to handshakes and then answers what it was told to, at last 200. */
public final class Receiver implements AutoCloseable {
  /** One post that was no handshake. */
  public record Post(String query, Optional<String> authorization, String tries, JsonNode body) {}

  private final HttpServer server;
  private final Deque<Integer> statuses = new ArrayDeque<>();
  private final List<Post> posts = new CopyOnWriteArrayList<>();
  private volatile boolean agreeable = true;

  public Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  public synchronized void willAnswer(int... next) {
    for (int status : next) {
      statuses.add(status);
    }
  }

  public void disagree() {
    agreeable = false;
  }

  public List<Post> posts() {
    return List.copyOf(posts);
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    var headers = exchange.getRequestHeaders();
    if (exchange.getRequestMethod().equals("OPTIONS")) {
      if (agreeable) {
        exchange.getResponseHeaders().set("WebHook-Allowed-Origin", "eventgrid.azure.net");
      }
      answer(exchange, 200, "");
      return;
    }
    JsonNode json = RunningPlane.json(new String(body, StandardCharsets.UTF_8));
    if ("SubscriptionValidation".equals(headers.getFirst("aeg-event-type"))) {
      String code = json.at("/0/data/validationCode").asText();
      answer(exchange, agreeable ? 200 : 202, "{\"validationResponse\":\"" + code + "\"}");
      return;
    }
    posts.add(
        new Post(
            Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse(""),
            Optional.ofNullable(headers.getFirst("Authorization")),
            String.valueOf(headers.getFirst("aeg-delivery-count")),
            json));
    answer(exchange, next(), "");
  }

  private synchronized int next() {
    return statuses.isEmpty() ? 200 : statuses.poll();
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
