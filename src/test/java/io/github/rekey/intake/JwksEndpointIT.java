package io.github.rekey.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpServer;
import io.github.rekey.TickingClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gate with a key document over real HTTP on loopback. */
class JwksEndpointIT {
  private final TickingClock clock = new TickingClock(Samples.NOW);
  private HttpServer server;
  private int status = 200;

  @BeforeEach
  void start() throws IOException {
    byte[] keys = new JWKSet(Issuer.publicKey()).toString().getBytes(StandardCharsets.UTF_8);
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/keys",
        exchange -> {
          exchange.sendResponseHeaders(status, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aTokenIsCheckedWithTheKeysThatThePublisherServes() {
    assertThat(admit(gate())).isInstanceOf(WebhookGate.Admitted.class);
  }

  @Test
  void whileThePublisherFailsNothingIsDenied() {
    status = 500;
    assertThat(admit(gate())).isInstanceOf(WebhookGate.CannotTell.class);
  }

  @Test
  void whileNobodyAnswersNothingIsDenied() {
    WebhookGate gate = gate();
    server.stop(0);
    assertThat(admit(gate)).isInstanceOf(WebhookGate.CannotTell.class);
  }

  private WebhookGate gate() {
    GateSettings.Entra cloud =
        GateSettings.Entra.publicCloud(Issuer.TENANT, Set.of(Issuer.AUDIENCE));
    GateSettings.Entra local =
        new GateSettings.Entra(
            cloud.tenant(),
            cloud.audiences(),
            List.of(GateSettings.AllowedApplication.EVENT_GRID),
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys"),
            cloud.authorityV1(),
            cloud.authorityV2(),
            cloud.skew());
    return Gates.of(local, HttpClient.newHttpClient(), clock);
  }

  private static WebhookGate.Admission admit(WebhookGate gate) {
    return gate.admit(new Knock("Bearer " + Issuer.signed(Issuer.version2()), null, "203.0.113.7"));
  }
}
