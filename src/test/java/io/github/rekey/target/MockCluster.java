package io.github.rekey.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.github.rekey.azure.Keys;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;

/** fabric8's mock of an API server with one Secret, shop/signalr, disturbed as a test wants. */
final class MockCluster implements AutoCloseable {
  private static final String SECRETS = "/api/v1/namespaces/shop/secrets";
  private final KubernetesMockServer server;
  private final Dispatcher cluster = new KubernetesCrudDispatcher();
  private Runnable afterRead = () -> {};
  private boolean losing;
  private boolean stored;
  private int outage;
  private int writes;
  private int requests;

  MockCluster() {
    server =
        new KubernetesMockServer(
            new Context(), new MockWebServer(), new HashMap<>(), new Disturbed(), false);
    server.init();
  }

  /** The mock's answers but for what a test asked for. */
  private final class Disturbed extends Dispatcher {
    @Override
    public MockResponse dispatch(RecordedRequest request) {
      requests++;
      if (outage != 0) {
        return new MockResponse()
            .setResponseCode(outage)
            .setHeader("Retry-After", "7")
            .setBody(
                "{\"kind\":\"Status\",\"reason\":\"AskedFor\",\"message\":\"%s\"}"
                    .formatted(Keys.ALIEN.reveal()));
      }
      MockResponse answer = cluster.dispatch(request);
      return request.getMethod().equals("PATCH") ? written(answer) : read(answer);
    }

    private MockResponse read(MockResponse answer) {
      Runnable work = afterRead;
      afterRead = () -> {};
      work.run();
      return answer;
    }

    private MockResponse written(MockResponse answer) {
      if (answer.code() < 300) {
        writes++;
      }
      boolean lost = losing;
      losing = false;
      return lost ? new MockResponse().setResponseCode(500) : answer;
    }
  }

  String kubeconfig() {
    return """
        apiVersion: v1
        kind: Config
        clusters: [{name: mock, cluster: {server: "http://localhost:%d"}}]
        users: [{name: rekey, user: {token: mock}}]
        contexts: [{name: mock, context: {cluster: mock, user: rekey}}]
        current-context: mock
        """
        .formatted(server.getPort());
  }

  /** Stores a value as its owner would. */
  void store(String value) {
    String base64 = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    String data = "\"data\":{\"connection\":\"%s\"}".formatted(base64);
    if (stored) {
      send(HttpMethod.PATCH, SECRETS + "/signalr", "{" + data + "}");
    } else {
      String kind =
          "{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":{\"name\":\"signalr\"},";
      send(HttpMethod.POST, SECRETS, kind + "\"type\":\"Opaque\"," + data + "}");
      stored = true;
    }
  }

  String stored() {
    String base64 =
        send(HttpMethod.GET, SECRETS + "/signalr", "").path("data").path("connection").asText();
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  int writes() {
    return writes;
  }

  /** How many came, whatever they were answered. */
  int requests() {
    return requests;
  }

  /** From now on every answer has this status, with Retry-After 7. */
  void answerEverythingWith(int status) {
    outage = status;
  }

  void afterNextRead(Runnable work) {
    afterRead = work;
  }

  void loseNextAnswerToAWrite() {
    losing = true;
  }

  /** Past the wire: the server is not to wait for itself. */
  private JsonNode send(HttpMethod method, String path, String body) {
    Headers headers =
        Headers.builder()
            .add(
                "Content-Type",
                method == HttpMethod.PATCH ? "application/merge-patch+json" : "application/json")
            .build();
    Buffer bytes = new Buffer(body.getBytes(StandardCharsets.UTF_8));
    MockResponse answer =
        cluster.dispatch(new RecordedRequest("HTTP/1.1", method, path, headers, bytes));
    try {
      return new ObjectMapper().readTree(answer.getBody().readUtf8());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.destroy();
  }
}
