package io.github.rekey.intake;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Fetches the issuer's JWKS document. */
final class JwksEndpoint implements SigningKeys.Document {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient client;
  private final URI address;

  JwksEndpoint(HttpClient client, URI address) {
    this.client = client;
    this.address = address;
  }

  @Override
  public String fetch() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).GET().build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(address.getHost() + " answered " + response.statusCode());
    }
    return response.body();
  }
}
