package io.github.rekey.sandbox.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class HttpsFaceTest {
  private final Certificates certificates = new Certificates();

  @Test
  void answersAClientThatTrustsTheAuthority() throws Exception {
    try (var face =
        HttpsFace.start(certificates, c -> c.routes.get("/hi", x -> x.result("hello")))) {
      var client = HttpClient.newBuilder().sslContext(certificates.clientContext()).build();
      var request = HttpRequest.newBuilder(face.url().resolve("/hi")).build();
      assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("hello");
    }
  }

  @Test
  void isNotTrustedByAClientThatDoesNotKnowTheAuthority() {
    try (var face = HttpsFace.start(certificates, c -> c.routes.get("/hi", x -> x.result("")))) {
      var request = HttpRequest.newBuilder(face.url().resolve("/hi")).build();
      assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, BodyHandlers.ofString()))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }
}
