package io.github.rekey.sandbox.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rekey.TickingClock;
import io.github.rekey.sandbox.tls.Certificates;
import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.Faults;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterServerIT {
  private static final String SECRET = "/api/v1/namespaces/shop/secrets/signalr";
  private static final String WEB = "/apis/apps/v1/namespaces/shop/deployments/web";
  private static final String MERGE = "application/merge-patch+json";
  private static final String APPLY = "application/apply-patch+yaml";
  private final TickingClock clock = new TickingClock();
  private final Certificates certificates = new Certificates();
  private final Azure azure = new Azure();
  private final Cluster cluster = new Cluster(clock, Duration.ofSeconds(10));
  private final ClusterServer server =
      ClusterServer.start(certificates, cluster, new Grants(), azure);
  private final HttpClient http =
      HttpClient.newBuilder().sslContext(certificates.clientContext()).build();

  ClusterServerIT() {
    cluster.secret("shop", "signalr", Map.of("a", "1", "b", "2"));
    new ClusterDeployment(
        cluster, "shop", "web", 2, ClusterDeployment.fromSecret("A", "signalr", "a"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void refusesWhoHasNoToken() throws Exception {
    assertThat(send("GET", SECRET, "", "", "Bearer another").statusCode()).isEqualTo(401);
  }

  @Test
  void aPatchChangesOneKeyAndTheVersion() throws Exception {
    String before = version(SECRET);
    HttpResponse<String> answer = patch(SECRET, MERGE, "{\"data\":{\"a\":\"Mw==\"}}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(cluster.text("shop", "signalr", "a")).isEqualTo("3");
    assertThat(cluster.text("shop", "signalr", "b")).isEqualTo("2");
    assertThat(version(SECRET)).isNotEqualTo(before);
  }

  @Test
  void aPatchOfAnOlderVersionIsAConflict() throws Exception {
    String stale = version(SECRET);
    patch(SECRET, MERGE, "{\"data\":{\"a\":\"Mw==\"}}");
    String late =
        "{\"metadata\":{\"resourceVersion\":\"" + stale + "\"},\"data\":{\"a\":\"NA==\"}}";
    assertThat(patch(SECRET, MERGE, late).statusCode()).isEqualTo(409);
    assertThat(cluster.text("shop", "signalr", "a")).isEqualTo("3");
  }

  @Test
  void aPatchWithoutAChangeKeepsTheVersion() throws Exception {
    String before = version(SECRET);
    patch(SECRET, MERGE, "{\"data\":{\"a\":\"MQ==\"}}");
    assertThat(version(SECRET)).isEqualTo(before);
  }

  @Test
  void applyDoesNotTakeAnothersFieldWithoutForce() throws Exception {
    assertThat(patch(SECRET + "?fieldManager=one", APPLY, data("Mw==")).statusCode())
        .isEqualTo(200);
    assertThat(patch(SECRET + "?fieldManager=two", APPLY, data("NA==")).statusCode())
        .isEqualTo(409);
    assertThat(patch(SECRET + "?fieldManager=two&force=true", APPLY, data("NA==")).statusCode())
        .isEqualTo(200);
    assertThat(cluster.text("shop", "signalr", "a")).isEqualTo("4");
  }

  @Test
  void aJsonPatchWhoseTestFailsChangesNothing() throws Exception {
    String type = "application/json-patch+json";
    String replace = "{\"op\":\"replace\",\"path\":\"/data/a\",\"value\":\"Mw==\"}]";
    String test = "[{\"op\":\"test\",\"path\":\"/data/b\",\"value\":\"%s\"},";
    assertThat(patch(SECRET, type, test.formatted("MQ==") + replace).statusCode()).isEqualTo(422);
    assertThat(cluster.text("shop", "signalr", "a")).isEqualTo("1");
    assertThat(patch(SECRET, type, test.formatted("Mg==") + replace).statusCode()).isEqualTo(200);
    assertThat(cluster.text("shop", "signalr", "a")).isEqualTo("3");
  }

  @Test
  void aRolloutTakesAPodAfterAnother() throws Exception {
    patch(WEB, MERGE, "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"a\":\"1\"}}}}}");
    assertThat(get(WEB).path("metadata").path("generation").asInt()).isEqualTo(2);
    assertThat(get(WEB).path("status").path("updatedReplicas").asInt()).isZero();
    clock.tick(Duration.ofSeconds(20));
    assertThat(get(WEB).path("status").path("updatedReplicas").asInt()).isEqualTo(2);
  }

  @Test
  void aScriptedFaultRefusesOneWrite() throws Exception {
    azure.faults().script(Faults.Kind.TARGET_REFUSES, "shop/signalr");
    assertThat(patch(SECRET, MERGE, data("Mw==")).statusCode()).isEqualTo(503);
    assertThat(patch(SECRET, MERGE, data("Mw==")).statusCode()).isEqualTo(200);
  }

  @Test
  void doesNotKnowOtherKinds() throws Exception {
    assertThat(send("GET", "/api/v1/namespaces/shop/pods", "", "", token()).statusCode())
        .isEqualTo(404);
    assertThat(patch(SECRET, "text/plain", "{}").statusCode()).isEqualTo(415);
  }

  private static String data(String a) {
    return "{\"data\":{\"a\":\"" + a + "\"}}";
  }

  private String version(String path) throws Exception {
    return get(path).path("metadata").path("resourceVersion").asText();
  }

  private JsonNode get(String path) throws Exception {
    return new ObjectMapper().readTree(send("GET", path, "", "", token()).body());
  }

  private HttpResponse<String> patch(String path, String type, String body) throws Exception {
    return send("PATCH", path, type, body, token());
  }

  private String token() {
    Matcher token = Pattern.compile("token: (\\S+)").matcher(server.kubeconfig());
    assertThat(token.find()).isTrue();
    return "Bearer " + token.group(1);
  }

  private HttpResponse<String> send(
      String method, String path, String type, String body, String authorization) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .method(method, BodyPublishers.ofString(body))
            .header("Authorization", authorization);
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
