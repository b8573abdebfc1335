package io.github.rekey.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rekey.rotation.JournalEntry.Ended;
import io.github.rekey.rotation.JournalEntry.Started;
import io.github.rekey.rotation.RotationId;
import io.github.rekey.rotation.StepOutcome.Done;
import io.github.rekey.triage.Approval;
import io.github.rekey.triage.Incident;
import io.github.rekey.triage.Incidents.Ending;
import io.github.rekey.triage.Reading;
import io.github.rekey.triage.Reason;
import io.github.rekey.triage.Verdict;
import io.github.rekey.triage.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleIT {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final String HOSTILE = "<script>alert(\"x\")</script>\n\ndata: forged";
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Scene scene = new Scene(Clock.fixed(NOW, ZoneOffset.UTC));
  private ConsoleServer server;

  @BeforeEach
  void start() {
    scene.watch("chat", "westeurope");
    server = new ConsoleServer(scene, 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void nothingButHealthAndThePagesFilesIsAnsweredWithoutTheToken() throws Exception {
    List<String> open =
        List.of("/", "/console.css", "/console.js", "/health/live", "/health/ready");
    for (Route route : routes()) {
      HttpResponse<String> answer = send(request(route).build());
      if (open.contains(route.path())) {
        assertThat(answer.statusCode()).as(route.path()).isEqualTo(200);
      } else {
        assertThat(answer.statusCode()).as(route.path()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
        assertThat(error(answer).get("next").asText()).contains("Authorization: Bearer");
      }
    }
    assertThat(scene.operations.calls).isEmpty();
  }

  @Test
  void aNoticeIsShownAsItIsReadAndNothingIsTakenIn() throws Exception {
    JsonNode reading =
        json(
            post(
                "/api/v1/notices/read",
                "{\"text\":\"renew\",\"slot\":\"primary\",\"deadline\":\"2027-03-01T00:00:00Z\"}"));
    assertThat(reading.path("resources").path(0).asText()).endsWith("/chat");
    assertThat(reading.path("slot").asText()).isEqualTo("PRIMARY");
    assertThat(reading.path("confirm").asText()).isEqualTo("reading-1");
    assertThat(scene.taken).isEmpty();
  }

  @Test
  void aNoticeIsTakenInAsANoticeOnlyIfItsReadingIsConfirmed() throws Exception {
    assertThat(post("/api/v1/notices", "{\"text\":\"renew\"}").statusCode()).isEqualTo(202);
    assertThat(
            post("/api/v1/notices", "{\"text\":\"renew\",\"confirm\":\"reading-1\"}").statusCode())
        .isEqualTo(202);
    assertThat(scene.taken)
        .extracting(reading -> ((Reading.Understood) reading).alert().getClass().getSimpleName())
        .containsExactly("UnconfirmedNotice", "MandatoryNotice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|422",
        "{\"text\":\"a\",\"emlBase64\":\"YQ==\"}|422",
        "{\"emlBase64\":\"*\"}|422",
        "{\"text\":\"a\",\"deadline\":\"soon\"}|422",
        "{\"text\":\"\"}|422",
        "{\"text\":\"a\",\"resource\":\"nobody\"}|404",
        "{\"text\":\"a\",\"confirm\":\"another\"}|409",
      })
  void aNoticeThatCannotBeTakenInIsExplained(String body, int status) throws Exception {
    HttpResponse<String> answer = post("/api/v1/notices", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(error(answer).path("next").asText()).isNotBlank();
    assertThat(scene.taken).isEmpty();
  }

  @Test
  void wrongTokenIsRefusedAndNotEchoed() throws Exception {
    HttpResponse<String> answer =
        send(
            to("/api/v1/status").header("Authorization", "Bearer wrong-token-wrong-token").build());

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).doesNotContain("wrong-token");
  }

  @Test
  void everyAnswerHasTheSecurityHeaders() throws Exception {
    for (String path : List.of("/", "/console.js", "/api/v1/status", "/nowhere", "/health/live")) {
      var headers = get(path).headers();
      assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
          .as(path)
          .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(headers.firstValue("X-Content-Type-Options")).as(path).hasValue("nosniff");
      assertThat(headers.firstValue("Referrer-Policy")).as(path).hasValue("no-referrer");
    }
    assertThat(get("/api/v1/status").headers().firstValue("Cache-Control")).hasValue("no-store");
  }

  @Test
  void pageIsNotSentAgainWhileItIsTheSame() throws Exception {
    String tag = get("/console.js").headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> again = send(to("/console.js").header("If-None-Match", tag).build());

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void apiDocumentNamesEveryRouteAndNoOther() throws Exception {
    List<String> documented = new ArrayList<>();
    JsonNode paths = json(get("/api/openapi.json")).get("paths");
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        name -> {
                          if (!name.equals("parameters")) {
                            documented.add(name.toUpperCase() + " " + path.getKey());
                          }
                        }));
    List<String> page = List.of("/", "/console.css", "/console.js");

    assertThat(documented)
        .containsExactlyInAnyOrderElementsOf(
            routes().stream()
                .filter(route -> !page.contains(route.path()))
                .map(route -> route.method().name() + " " + route.path())
                .toList());
  }

  @Test
  void statusTellsPauseFleetAndClients() throws Exception {
    scene.paused = true;
    scene.clients.put(Scene.resource("chat"), new ClientsView.Seen(scene.baseline(240), 231, NOW));

    JsonNode status = json(get("/api/v1/status"));

    assertThat(status.get("now").asText()).isEqualTo("2026-03-04T05:06:07Z");
    assertThat(status.get("paused").asBoolean()).isTrue();
    assertThat(status.get("resources").asInt()).isEqualTo(1);
    JsonNode clients = status.get("clients").get(0);
    assertThat(clients.get("back").asInt()).isEqualTo(231);
    assertThat(clients.get("lost").asInt()).isEqualTo(9);
  }

  @Test
  void unknownClientsAreNotShownAsZero() throws Exception {
    scene.clients.put(Scene.resource("chat"), new ClientsView.Seen(null, 12, NOW));

    JsonNode clients = json(get("/api/v1/status")).get("clients").get(0);

    assertThat(clients.get("now").asInt()).isEqualTo(12);
    assertThat(clients.has("baseline")).isFalse();
    assertThat(clients.has("back")).isFalse();
    assertThat(clients.has("lost")).isFalse();
  }

  @Test
  void incidentShowsVerdictPlanQuestionAndAlerts() throws Exception {
    ask("inc-1");

    JsonNode line = json(get("/api/v1/incidents")).get("incidents").get(0);
    JsonNode whole = json(get("/api/v1/incidents/inc-1"));

    assertThat(line.get("state").asText()).isEqualTo("ASKING");
    assertThat(line.get("question").asText()).isEqualTo("plan-hash-1");
    assertThat(line.has("alerts")).isFalse();
    assertThat(whole.get("verdict").get("kind").asText()).isEqualTo("ASK_OPERATOR");
    assertThat(whole.get("verdict").get("reason").asText()).isEqualTo("APPROVAL_REQUIRED");
    assertThat(whole.get("verdict").get("plan").get("steps")).hasSize(12);
    assertThat(whole.get("alerts").get(0).get("kind").asText()).isEqualTo("MandatoryNotice");
  }

  @Test
  void rotationIsShownStepByStep() throws Exception {
    Incident incident = scene.incident("inc-1", "chat", Incident.State.ROTATING, null);
    scene.rotation(
        "rot-1",
        incident,
        Scene.standbyFirst(),
        new Started(NOW.minusSeconds(9), 0, 1),
        new Ended(NOW.minusSeconds(8), 0, 1, new Done("240 clients")),
        new Started(NOW.minusSeconds(7), 1, 1));

    JsonNode rotation = json(get("/api/v1/rotations/rot-1"));

    assertThat(rotation.has("ending")).isFalse();
    JsonNode steps = rotation.get("steps");
    assertThat(steps.get(0).get("state").asText()).isEqualTo("DONE");
    assertThat(steps.get(0).get("evidence").asText()).isEqualTo("240 clients");
    assertThat(steps.get(0).get("durationMillis").asLong()).isEqualTo(1_000);
    assertThat(steps.get(1).get("state").asText()).isEqualTo("RUNNING");
    assertThat(steps.get(2).get("state").asText()).isEqualTo("PENDING");
    scene.incidents.endings.put("rot-1", Ending.ABORTED);
    assertThat(json(get("/api/v1/incidents")).at("/incidents/0/rotations/0/ending").asText())
        .isEqualTo("ABORTED");
  }

  @Test
  void aRotationTellsOfEachVerbThatIsPossibleWhatItLeavesBehind() throws Exception {
    Incident incident = scene.incident("inc-1", "chat", Incident.State.ROTATING, null);
    scene.rotation("rot-1", incident, Scene.standbyFirst(), new Started(NOW.minusSeconds(9), 0, 1));

    JsonNode running = json(get("/api/v1/rotations/rot-1"));
    assertThat(running.get("verbs").findValuesAsText("verb"))
        .containsExactly("ABORT", "PAUSE", "RETRY");
    assertThat(running.at("/verbs/0/pastNoReturn").asBoolean()).isFalse();
    assertThat(running.at("/verbs/0/leaves").toString())
        .contains("An attempt is under way", "The point of no return lies ahead", "Not done: ");

    scene.orders.pause(new RotationId("rot-1"), "Ann", NOW);
    JsonNode paused = json(get("/api/v1/rotations/rot-1"));
    assertThat(paused.get("pausedBy").asText()).isEqualTo("Ann");
    assertThat(paused.get("verbs").findValuesAsText("verb"))
        .containsExactly("ABORT", "RESUME", "RETRY");

    scene.incidents.endings.put("rot-1", Ending.DONE);
    assertThat(json(get("/api/v1/rotations/rot-1")).get("verbs")).isEmpty();
  }

  @Test
  void anIncidentShowsItsApprovalsAndWhatBecameOfThem() throws Exception {
    ask("inc-1");
    Approval approval =
        new Approval(
            "apr-1", "inc-1", "que-1", "plan-hash-1", new World(Map.of()), "Ann", NOW, NOW);
    scene.approvals.give(approval);
    scene.approvals.cancel(approval, "the world changed", NOW);

    JsonNode shown = json(get("/api/v1/incidents/inc-1")).at("/approvals/0");

    assertThat(shown.get("by").asText()).isEqualTo("Ann");
    assertThat(shown.get("plan").asText()).isEqualTo("plan-hash-1");
    assertThat(shown.get("voidReason").asText()).isEqualTo("the world changed");
    assertThat(shown.has("usedAt")).isFalse();
  }

  @Test
  void aClosedRotationTellsWhoCouldGiveUpTheKeyAndOneUnderWayDoesNot() throws Exception {
    Incident incident = scene.incident("inc-1", "chat", Incident.State.CLOSED, null);
    scene.rotation("rot-0", incident, Scene.standbyFirst(), new Started(NOW, 0, 1));
    Done closed =
        new Done(
            "all are on it", Map.of("exit-ramp.app:web", "key", "exit-ramp.app:new", "identity"));
    scene.rotation("rot-1", incident, Scene.standbyFirst(), new Ended(NOW, 11, 1, closed));

    assertThat(json(get("/api/v1/rotations/rot-0")).has("couldUseEntra")).isFalse();
    assertThat(json(get("/api/v1/rotations/rot-1")).get("couldUseEntra"))
        .extracting(JsonNode::asText)
        .containsExactly("app:web");
  }

  @Test
  void resourcesNameTargetsProofsAndTheOpenIncident() throws Exception {
    ask("inc-1");

    JsonNode resource = json(get("/api/v1/resources")).get("resources").get(0);

    assertThat(resource.get("region").asText()).isEqualTo("westeurope");
    assertThat(resource.get("targets").get(1).asText()).isEqualTo("app-service:chat-web");
    assertThat(resource.get("proofs").get(0).asText()).isEqualTo("negotiate:chat-web");
    assertThat(resource.get("openIncident").asText()).isEqualTo("inc-1");
  }

  @Test
  void hostileTextStaysTextInsideJson() throws Exception {
    scene.rows.add(new AlertHistory.Row("a1", NOW, "topic", "e1", "MandatoryNotice", HOSTILE));

    HttpResponse<String> answer = get("/api/v1/alerts");

    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    assertThat(answer.body()).doesNotContain("\n");
    assertThat(json(answer).at("/alerts/0/summary").asText()).isEqualTo(HOSTILE);
  }

  @Test
  void limitBoundsListsAndAWrongOneIsExplained() throws Exception {
    ask("inc-1");
    ask("inc-2");

    assertThat(json(get("/api/v1/incidents?limit=1")).get("incidents")).hasSize(1);
    for (String wrong : List.of("0", "-1", "201", "many", "99999999999")) {
      HttpResponse<String> answer = get("/api/v1/alerts?limit=" + wrong);
      assertThat(answer.statusCode()).as(wrong).isEqualTo(422);
      assertThat(error(answer).get("next").asText()).contains("?limit=");
    }
  }

  @Test
  void approvingCallsOperationsOnceWithThePlanThatWasSeen() throws Exception {
    HttpResponse<String> answer =
        post("/api/v1/incidents/inc-1/approve", "{\"plan\":\"plan-hash-1\",\"by\":\"Ann\"}");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(json(answer).get("sentence").asText()).isEqualTo("It is on its way.");
    assertThat(json(answer).get("id").asText()).isEqualTo("inc-1");
    assertThat(scene.operations.calls).containsExactly("approve inc-1 plan-hash-1 Ann");
  }

  @Test
  void eachVerbCallsItsOperationOnce() throws Exception {
    post("/api/v1/incidents/inc-1/approve", "");
    post("/api/v1/incidents/inc-1/reject", "{\"by\":\"Ann\"}");
    post("/api/v1/incidents/inc-1/retry", "{\"by\":\"Ann\"}");
    post("/api/v1/rotations/rot-1/abort", "{\"by\":\"Ann\"}");
    post("/api/v1/rotations/rot-1/pause", "{\"by\":\"Ann\"}");
    post("/api/v1/rotations/rot-1/resume", "{\"by\":\"Ann\"}");
    post("/api/v1/rotations/rot-1/retry", "{\"by\":\"Ann\"}");
    post("/api/v1/pause", "{\"by\":\"Ann\"}");
    post("/api/v1/resume", "{\"by\":\"Ann\"}");

    assertThat(scene.operations.calls)
        .containsExactly(
            "approve inc-1 null holder of the API token",
            "reject inc-1 Ann",
            "retry inc-1 Ann",
            "abort rot-1 Ann",
            "pause rot-1 Ann",
            "resume rot-1 Ann",
            "retry rot-1 Ann",
            "pause Ann",
            "resume Ann");
  }

  @Test
  void rotateTakesANameOrAnIdAndAKind() throws Exception {
    post("/api/v1/resources/rotate", "{\"resource\":\"Chat\",\"by\":\"Ann\"}");
    post(
        "/api/v1/resources/rotate",
        "{\"resource\":\"%s\",\"kind\":\"leaked\"}".formatted(Scene.resource("chat")));
    post(
        "/api/v1/resources/rotate",
        "{\"resource\":\"chat\",\"kind\":\"notice\",\"slot\":\"primary\"}");

    assertThat(scene.operations.calls)
        .containsExactly(
            "rotate chat ROTATE null Ann",
            "rotate chat KEYS_LEAKED null holder of the API token",
            "rotate chat NOTICE_RECEIVED PRIMARY holder of the API token");
  }

  @Test
  void whatIsAskedWronglyIsExplainedAndDoesNotReachOperations() throws Exception {
    explained(422, "{}", "resource");
    explained(404, "{\"resource\":\"nope\"}", "/api/v1/resources");
    explained(422, "{\"resource\":\"chat\",\"kind\":\"zap\"}", "rotate, leaked or notice");
    explained(422, "{\"resource\":\"chat\",\"slot\":\"salt\"}", "primary or secondary");
    explained(422, "{\"resource\":\"chat\",\"colour\":1}", "Use only");
    explained(422, "{\"resource\":\"chat\",\"by\":\"a\\nb\"}", "short name");
    explained(400, "{\"resource\":", "openapi.json");
    explained(400, "[]", "openapi.json");
    explained(400, "{\"resource\":\"chat\"} {}", "openapi.json");
    explained(413, "{\"resource\":\"" + "x".repeat(Json.LARGEST_BODY) + "\"}", "openapi.json");
  }

  @Test
  void nameOfTwoResourcesIsNotGuessed() throws Exception {
    scene.watch("chat", "northeurope");

    explained(422, "{\"resource\":\"chat\"}", "full ARM id");
  }

  @Test
  void refusalsKeepTheirStatusAndSayWhatToDo() throws Exception {
    for (Operations.Because because : Operations.Because.values()) {
      scene.operations.answer = new Operations.Refused(because, "It is closed.", "Look again.");
      HttpResponse<String> answer = post("/api/v1/incidents/inc-1/approve", "{}");

      assertThat(answer.statusCode()).isEqualTo(because.status());
      assertThat(error(answer).get("code").asText()).isEqualTo(because.name());
      assertThat(error(answer).get("message").asText()).isEqualTo("It is closed.");
      assertThat(error(answer).get("next").asText()).isEqualTo("Look again.");
    }
  }

  @Test
  void previewShowsThePlanAndItsHash() throws Exception {
    scene.operations.preview =
        new Operations.Shown(
            new Verdict.Rotate(Reason.OPERATOR_REQUEST, "As asked.", Scene.standbyFirst()), "h1");

    JsonNode preview = json(get("/api/v1/plan?resource=chat&kind=rotate&slot=secondary"));

    assertThat(preview.get("planHash").asText()).isEqualTo("h1");
    assertThat(preview.at("/verdict/plan/steps/8/pointOfNoReturn").asBoolean()).isTrue();
    assertThat(preview.at("/verdict/plan/steps/8/deadline").asText()).isEqualTo("PT10M");
    assertThat(scene.operations.calls).containsExactly("preview chat ROTATE SECONDARY");
  }

  @Test
  void previewThatIsNotPossibleSaysWhatToDo() throws Exception {
    HttpResponse<String> answer = get("/api/v1/plan?resource=chat");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(error(answer).get("next").asText()).isEqualTo("Set one.");
  }

  @Test
  void unknownThingsAre404AndOtherMethodsAre405AsJson() throws Exception {
    assertThat(get("/api/v1/incidents/nope").statusCode()).isEqualTo(404);
    assertThat(get("/api/v1/rotations/nope").statusCode()).isEqualTo(404);
    assertThat(error(get("/api/v1/nope")).get("code").asText()).isEqualTo("NOT_FOUND");
    HttpResponse<String> wrong = get("/api/v1/pause");
    assertThat(wrong.statusCode()).isEqualTo(405);
    assertThat(wrong.headers().firstValue("Allow")).hasValue("POST");
    assertThat(error(wrong).get("next").asText()).isEqualTo("Use POST.");
    assertThat(scene.operations.calls).isEmpty();
  }

  @Test
  void unexpectedFailureShowsAReferenceAndNoDetail() throws Exception {
    HttpResponse<String> answer = get("/api/v1/incidents/broken");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(error(answer).get("message").asText()).contains("reference ");
    assertThat(answer.body()).doesNotContain("secret detail", "Exception");
  }

  @Test
  void readinessFollowsItsChecksAndLivenessDoesNot() throws Exception {
    scene.databaseUp = false;

    HttpResponse<String> ready = get("/health/ready");

    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(json(ready).at("/checks/database").asBoolean(true)).isFalse();
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void metricsAreServedAsPrometheusText() throws Exception {
    HttpResponse<String> answer = get("/metrics");

    assertThat(answer.body()).isEqualTo("rekey_up 1.0\n");
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("version=0.0.4");
  }

  private void explained(int status, String body, String next) throws Exception {
    HttpResponse<String> answer = post("/api/v1/resources/rotate", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(next);
    assertThat(scene.operations.calls).isEmpty();
  }

  private void ask(String id) {
    scene.incident(
        id,
        "chat",
        Incident.State.ASKING,
        new Verdict.AskOperator(Reason.APPROVAL_REQUIRED, "May I?", Scene.standbyFirst()));
  }

  private List<Route> routes() {
    return new Console(
            new ApiToken(Scene.TOKEN),
            scene.sources(),
            scene.operations,
            scene.notices(),
            scene.probes(),
            scene.events,
            Runnable::run)
        .routes();
  }

  private HttpRequest.Builder request(Route route) {
    HttpRequest.Builder request = to(route.path().replace("{id}", "inc-1"));
    return route.method().name().equals("POST") ? request.POST(BodyPublishers.noBody()) : request;
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(to(path).header("Authorization", "Bearer " + Scene.TOKEN).build());
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return send(
        to(path)
            .header("Authorization", "Bearer " + Scene.TOKEN)
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path));
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, BodyHandlers.ofString());
  }

  private JsonNode json(HttpResponse<String> answer) throws IOException {
    return json.readTree(answer.body());
  }

  private JsonNode error(HttpResponse<String> answer) throws IOException {
    return json(answer).get("error");
  }
}
