package io.github.rekey.sandbox.http;

import io.github.rekey.sandbox.tls.Certificates;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Posts to webhooks as Azure's senders do: one try, 30 s at most, redirects not followed. */
public final class Poster {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private final HttpClient client;

  public Poster(Certificates certificates) {
    client =
        HttpClient.newBuilder()
            .sslContext(certificates.clientContext())
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  public CompletableFuture<HttpResponse<String>> send(
      String method, Webhook webhook, Map<String, String> headers, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(webhook.url())
            .timeout(PATIENCE)
            .method(method, BodyPublishers.ofByteArray(body));
    headers.forEach(request::setHeader);
    webhook
        .bearer()
        .get()
        .ifPresent(token -> request.setHeader("Authorization", "Bearer " + token));
    return client.sendAsync(request.build(), BodyHandlers.ofString());
  }

  /** The status, or 0 where no answer came. */
  public CompletableFuture<Integer> status(
      Webhook webhook, Map<String, String> headers, byte[] body) {
    return send("POST", webhook, headers, body)
        .handle((response, failure) -> failure == null ? response.statusCode() : 0);
  }
}
