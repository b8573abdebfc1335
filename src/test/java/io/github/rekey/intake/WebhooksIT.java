package io.github.rekey.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.triage.Alert;
import io.github.rekey.triage.Reading;
import io.javalin.Javalin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The webhooks over real HTTP on loopback. */
class WebhooksIT {
  private final HttpClient http = HttpClient.newHttpClient();
  private final MemoryInbox inbox = new MemoryInbox();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private WebhookGate.Admission admission = new WebhookGate.Admitted("test");
  private Javalin server;

  @BeforeEach
  void start() {
    Intake intake = new Intake(Samples.reader(), inbox, new IntakeMeters(registry));
    WebhookSettings settings = new WebhookSettings(100_000, Duration.ofSeconds(7));
    Webhooks webhooks = new Webhooks(intake, knock -> admission, settings);
    server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  webhooks.addRoutes(config.routes);
                })
            .start("127.0.0.1", 0);
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void anEventIsAnsweredOnceItIsStored() throws Exception {
    HttpResponse<String> answer =
        post("/hooks/eventgrid", Samples.text("synthesised/regeneratekey-success-eventgrid.json"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo("{\"received\":1,\"stored\":1,\"duplicate\":0,\"ignored\":0,\"unreadable\":0}");
    assertThat(inbox.stored())
        .singleElement()
        .isInstanceOfSatisfying(
            Reading.Understood.class,
            reading -> assertThat(reading.alert()).isInstanceOf(Alert.KeyRegenerated.class));
  }

  @Test
  void anAlertOfAnActionGroupIsStored() throws Exception {
    String alert = Samples.text("synthesised/servicehealth-actionrequired-common-array.json");
    assertThat(post("/hooks/azure-monitor", alert).body()).contains("\"stored\":2");
    assertThat(post("/hooks/azure-monitor", alert).body()).contains("\"duplicate\":2");
    assertThat(inbox.stored()).hasSize(2);
  }

  @Test
  void theEventGridHandshakeIsAnsweredWithTheCodeAndNotStored() throws Exception {
    HttpResponse<String> answer =
        post("/hooks/eventgrid", Samples.text("azuredocs-eventgrid-subscription-validation.json"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Json.MAPPER.readTree(answer.body()))
        .isEqualTo(
            Json.MAPPER.readTree(
                Samples.text("azuredocs-eventgrid-subscription-validation-response.json")));
    assertThat(inbox.stored()).isEmpty();
  }

  @Test
  void theHandshakeIsNotAnsweredAtTheOtherDoor() throws Exception {
    String handshake = Samples.text("azuredocs-eventgrid-subscription-validation.json");
    assertThat(post("/hooks/azure-monitor", handshake).body()).doesNotContain("512d38b6");
  }

  @Test
  void theCloudEventsHandshakeIsAgreedTo() throws Exception {
    HttpResponse<String> answer =
        send(
            request("/hooks/eventgrid")
                .header("WebHook-Request-Origin", "eventgrid.azure.net")
                .method("OPTIONS", BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("WebHook-Allowed-Origin"))
        .contains("eventgrid.azure.net");
    assertThat(answer.headers().firstValue("WebHook-Allowed-Rate")).contains("*");
    assertThat(answer.headers().firstValue("Allow")).contains("POST");
  }

  @Test
  void optionsWithoutAnOriginIsNoHandshake() throws Exception {
    HttpResponse<String> answer =
        send(request("/hooks/eventgrid").method("OPTIONS", BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("WebHook-Allowed-Origin")).isEmpty();
  }

  @Test
  void whatCannotBeReadIsKeptAndNotRefused() throws Exception {
    HttpResponse<String> answer = post("/hooks/eventgrid", "no JSON");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"unreadable\":1");
    assertThat(inbox.stored()).singleElement().isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void whileTheInboxFailsTheSenderIsToldToComeAgain() throws Exception {
    String event = Samples.text("synthesised/regeneratekey-success-eventgrid.json");
    inbox.failNext(1);
    HttpResponse<String> answer = post("/hooks/eventgrid", event);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("7");
    assertThat(answer.body()).doesNotContain("leaked");
    assertThat(post("/hooks/eventgrid", event).statusCode()).isEqualTo(200);
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedWithAReason() throws Exception {
    HttpResponse<String> answer = post("/hooks/eventgrid", "x".repeat(100_001));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("100000 bytes");
    assertThat(registry.get("rekey.intake.oversize").counter().count()).isEqualTo(1);
    assertThat(post("/hooks/eventgrid", "x".repeat(100_000)).statusCode()).isEqualTo(200);
  }

  @Test
  void anEndlessBodyIsNotReadToItsEnd() throws Exception {
    AtomicLong sent = new AtomicLong();
    long all = 200_000_000;
    try {
      HttpResponse<String> answer =
          send(
              request("/hooks/eventgrid")
                  .POST(BodyPublishers.ofInputStream(() -> endless(sent, all))));
      assertThat(answer.statusCode()).isEqualTo(413);
    } catch (IOException closedByTheServer) {
      assertThat(closedByTheServer).hasMessageNotContaining("timed out");
    }
    assertThat(sent.get()).isLessThan(all);
    assertThat(registry.get("rekey.intake.oversize").counter().count()).isEqualTo(1);
    assertThat(inbox.stored()).isEmpty();
  }

  @Test
  void aDeniedCallerStoresNothing() throws Exception {
    admission = new WebhookGate.Denied(401, "wrong key");
    String event = Samples.text("synthesised/regeneratekey-success-eventgrid.json");
    assertThat(post("/hooks/eventgrid", event).statusCode()).isEqualTo(401);
    assertThat(post("/hooks/azure-monitor", event).statusCode()).isEqualTo(401);
    assertThat(inbox.stored()).isEmpty();
  }

  @Test
  void aCallerWhoCannotBeJudgedIsToldToComeAgain() throws Exception {
    admission = new WebhookGate.CannotTell("keys cannot be fetched", Duration.ofSeconds(30));
    HttpResponse<String> answer = post("/hooks/eventgrid", "{}");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("30");
    assertThat(inbox.stored()).isEmpty();
  }

  private static InputStream endless(AtomicLong sent, long all) {
    return new InputStream() {
      @Override
      public int read() {
        return sent.incrementAndGet() > all ? -1 : 'x';
      }
    };
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(request(path).POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    URI address = URI.create("http://127.0.0.1:" + server.port() + path);
    return HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
