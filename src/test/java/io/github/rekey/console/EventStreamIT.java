package io.github.rekey.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.rekey.triage.Feed.Happening;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventStreamIT {
  private static final String HOSTILE = "<b>x</b>\n\nid: forged\ndata: {}";
  private final HttpClient http = HttpClient.newHttpClient();
  private final Scene scene = new Scene(Clock.systemUTC());
  private final ConsoleServer server = new ConsoleServer(scene, 0, Duration.ofMillis(50));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void watcherGetsWhatHappensWhenItHappens() throws Exception {
    try (BufferedReader stream = watch(null)) {
      await().until(() -> scene.events.subscribers() == 1);
      publish("first");
      assertThat(nextData(stream)).contains("\"sentence\":\"first\"");
      publish("second");
      assertThat(nextData(stream)).contains("\"sentence\":\"second\"");
    }
  }

  @Test
  void watcherThatComesBackGetsWhatItMissedAndNothingTwice() throws Exception {
    publish("first");
    publish("second");
    String seen;
    try (BufferedReader stream = watch("0")) {
      seen = next(stream, "id: ");
      assertThat(nextData(stream)).contains("first");
    }
    try (BufferedReader stream = watch(seen)) {
      assertThat(nextData(stream)).contains("second");
    }
  }

  @Test
  void textWithLineBreaksDoesNotForgeAnEvent() throws Exception {
    try (BufferedReader stream = watch(null)) {
      await().until(() -> scene.events.subscribers() == 1);
      publish(HOSTILE);
      publish("after");
      assertThat(nextData(stream)).contains("\\n\\nid: forged\\ndata: {}");
      assertThat(nextData(stream)).contains("\"sentence\":\"after\"");
    }
  }

  @Test
  void quietStreamIsKeptAliveByComments() throws Exception {
    try (BufferedReader stream = watch(null)) {
      assertThat(next(stream, ": ")).isEqualTo("watching");
      assertThat(next(stream, ": ")).isEqualTo("still here");
      assertThat(next(stream, ": ")).isEqualTo("still here");
    }
  }

  @Test
  void watcherThatGoesAwayIsForgotten() throws Exception {
    BufferedReader stream = watch(null);
    await().until(() -> scene.events.subscribers() == 1);

    stream.close();

    await().until(() -> scene.events.subscribers() == 0);
  }

  @Test
  void watcherThatDoesNotReadIsDroppedWhilePublishingGoesOn() throws Exception {
    URI url = URI.create(server.url());
    try (Socket deaf = new Socket()) {
      deaf.setReceiveBufferSize(4096);
      deaf.connect(new InetSocketAddress(url.getHost(), url.getPort()));
      String request =
          "GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n";
      deaf.getOutputStream().write(request.formatted(Scene.TOKEN).getBytes(StandardCharsets.UTF_8));
      await().until(() -> scene.events.subscribers() == 1);

      int published = 0;
      while (scene.events.subscribers() == 1 && published < 100_000) {
        publish("x".repeat(2_000));
        published++;
      }

      assertThat(scene.events.subscribers()).isZero();
    }
  }

  @Test
  void closedStreamEndsTheAnswer() throws Exception {
    try (BufferedReader stream = watch(null)) {
      await().until(() -> scene.events.subscribers() == 1);
      scene.events.close();
      assertThat(stream.lines()).allMatch(line -> line.isEmpty() || line.startsWith(": "));
    }
  }

  @Test
  void oneWatcherTooManyIsToldSoAsJson() throws Exception {
    for (int i = 0; i < EventStream.MOST_SUBSCRIBERS; i++) {
      scene.events.subscribe(null);
    }

    HttpResponse<InputStream> answer = open(null);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8))
        .contains("TOO_MANY_WATCHERS");
  }

  private void publish(String sentence) {
    scene.events.publish(
        new Happening(Instant.EPOCH, "alert", null, null, null, null, null, sentence));
  }

  private BufferedReader watch(@Nullable String lastEventId)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> answer = open(lastEventId);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  private HttpResponse<InputStream> open(@Nullable String lastEventId)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/stream"))
            .header("Authorization", "Bearer " + Scene.TOKEN)
            .header("Accept-Encoding", "gzip");
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    return http.send(request.build(), BodyHandlers.ofInputStream());
  }

  private static String nextData(BufferedReader stream) throws IOException {
    return next(stream, "data: ");
  }

  private static String next(BufferedReader stream, String prefix) throws IOException {
    String line = stream.readLine();
    while (line != null && !line.startsWith(prefix)) {
      line = stream.readLine();
    }
    assertThat(line).as("a line that starts with %s", prefix).isNotNull();
    return line.substring(prefix.length());
  }
}
