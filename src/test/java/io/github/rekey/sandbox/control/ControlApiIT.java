package io.github.rekey.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.rekey.sandbox.world.Slot;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlApiIT {
  private final RunningPlane running = new RunningPlane();
  private final Receiver receiver = new Receiver();

  @AfterEach
  void stop() {
    receiver.close();
    running.close();
  }

  @Test
  void raisesAMandatoryNoticeThatNamesServiceAndRegionButNoResource() {
    pointActionGroupAt(receiver.url() + "?code=secret", "");
    running.control(
        "POST",
        "/notices",
        "{\"kind\":\"mandatory-regeneration\",\"region\":\"eastus\",\"deadline\":\"2026-12-01T00:00:00Z\"}");
    awaitPosts(1);
    Receiver.Post post = receiver.posts().get(0);
    JsonNode alert = post.body();
    JsonNode properties = alert.at("/data/alertContext/properties");
    assertThat(post.query()).isEqualTo("code=secret");
    assertThat(alert.path("schemaId").asText()).isEqualTo("azureMonitorCommonAlertSchema");
    assertThat(properties.path("incidentType").asText()).isEqualTo("ActionRequired");
    assertThat(properties.path("impactedServices").asText())
        .isEqualTo(
            "[{\"ImpactedRegions\":[{\"RegionName\":\"East US\"}],\"ServiceName\":\"Azure SignalR Service\"}]");
    assertThat(properties.path("communication").asText()).contains("2026-12-01T00:00:00Z");
    assertThat(alert.at("/data/customProperties/synthesised").asText()).isEqualTo("true");
    assertThat(alert.toString()).doesNotContain(running.chat().id());
  }

  @Test
  void raisesTheSameNoticeManyTimesInTheLegacySchema() {
    pointActionGroupAt(receiver.url().toString(), "");
    running.control("POST", "/notices", "{\"schema\":\"legacy\",\"copies\":3}");
    awaitPosts(3);
    assertThat(receiver.posts())
        .extracting(post -> post.body().at("/data/context/activityLog/properties/communicationId"))
        .containsOnly(
            receiver
                .posts()
                .get(0)
                .body()
                .at("/data/context/activityLog/properties/communicationId"));
    assertThat(receiver.posts().get(0).body().at("/data/context/activityLog/level").asText())
        .isEqualTo("Informational");
  }

  @Test
  void aNoticeShowsInResourceHealthToo() {
    running.control("POST", "/notices", "{\"region\":\"eastus\"}");
    String path =
        "/subscriptions/%s/providers/Microsoft.ResourceHealth/events?api-version=2022-10-01"
            .formatted(running.plane().options().subscriptionId());
    JsonNode event = RunningPlane.json(running.arm("GET", path, "").body()).at("/value/0");
    assertThat(event.at("/properties/eventType").asText()).isEqualTo("HealthAdvisory");
    assertThat(event.at("/properties/impact/0/impactedService").asText())
        .isEqualTo("Azure SignalR Service");
  }

  @Test
  void anActionGroupCarriesATokenThatTheTenantsKeysVerify() throws Exception {
    pointActionGroupAt(receiver.url().toString(), ",\"audience\":\"api://rekey\",\"version\":2");
    running.control("POST", "/alerts/metric", "{}");
    awaitPosts(1);
    String header = receiver.posts().get(0).authorization().orElseThrow();
    SignedJWT token = SignedJWT.parse(header.substring("Bearer ".length()));
    String keys = running.send("GET", running.plane().jwksUrl(), "", "none").body();
    var key = JWKSet.parse(keys).getKeyByKeyId(token.getHeader().getKeyID());
    assertThat(token.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
    assertThat(key.isPrivate()).isFalse();
    var claims = token.getJWTClaimsSet();
    assertThat(claims.getAudience()).containsExactly("api://rekey");
    assertThat(claims.getStringClaim("azp")).isEqualTo("461e8683-5575-4561-ac7f-899cc907d62a");
    assertThat(claims.getStringListClaim("roles")).containsExactly("ActionGroupsSecureWebhook");
    JsonNode alert = receiver.posts().get(0).body();
    assertThat(alert.at("/data/alertContext/condition/allOf/0/dimensions/0/value").asText())
        .isEqualTo("Unauthorized");
  }

  @Test
  void anAlertIsTriedAgainAfterA503ButNotAfterA400() {
    pointActionGroupAt(receiver.url().toString(), "");
    receiver.willAnswer(503, 429, 400);
    running.control("POST", "/alerts/raw", "{\"body\":{\"any\":\"thing\"}}");
    await().until(() -> running.azure().calls().of("alert lost") == 1);
    assertThat(receiver.posts()).hasSize(3);
    assertThat(receiver.posts().get(0).body().path("any").asText()).isEqualTo("thing");
  }

  @Test
  void anActionGroupIsSilentAfterSixFailuresUntilAQuarterOfAnHourHasPassed() {
    pointActionGroupAt(receiver.url().toString(), "");
    receiver.willAnswer(503, 503, 503, 503, 503, 503);
    running.control("POST", "/alerts/raw", "{\"body\":{}}");
    await().until(() -> running.azure().calls().of("alert lost") == 1);
    assertThat(running.plane().actionGroup().fire(new int[0])).isFalse();
    running.tick(Duration.ofMinutes(15));
    assertThat(running.plane().actionGroup().fire(new int[0])).isTrue();
    awaitPosts(7);
  }

  @Test
  void azureReplacesAKeyWithoutAnyArmEvent() {
    JsonNode answer =
        running.control("POST", "/signalr/CHAT/replace-key", "{\"slot\":\"secondary\"}");
    assertThat(answer.path("key").asText()).isEqualTo("secondary #2");
    running.control("POST", "/events/raw", "{\"body\":{\"eventType\":\"marker\"}}");
    await().until(() -> !running.queue().messages().isEmpty());
    assertThat(running.queue().messages()).hasSize(1);
    assertThat(running.queue().events("marker")).hasSize(1);
  }

  @Test
  void showsLabelsAndNeverKeys() {
    running.vault().put("signalr", running.chat().listedKey(Slot.SECONDARY), Map.of(), "");
    running.plane().report().section("apps", () -> List.of("one"));
    JsonNode state = running.control("GET", "/state", "");
    assertThat(state.at("/signalr/0/keys/primary").asText()).isEqualTo("primary #1");
    assertThat(state.at("/sites/0/settings/Azure__SignalR__ConnectionString").asText())
        .isEqualTo("chat: primary #1");
    assertThat(state.at("/vaults/0/secrets/signalr/0/key").asText())
        .isEqualTo("chat: secondary #1");
    assertThat(state.at("/apps/0").asText()).isEqualTo("one");
    assertThat(state.toString()).doesNotContain(running.chat().mintedKeys());
  }

  @Test
  void countsCallsByOperation() {
    running.arm("POST", running.chat().id() + "/listKeys?api-version=2024-03-01", "");
    assertThat(running.control("GET", "/state", "").at("/calls/listKeys").asInt()).isOne();
  }

  @Test
  void givesMintedKeysForLeakTests() {
    JsonNode keys = running.control("GET", "/minted-keys", "");
    assertThat(StreamSupport.stream(keys.spliterator(), false).map(JsonNode::asText))
        .containsExactlyElementsOf(running.chat().mintedKeys());
  }

  @Test
  void changesAResourcesStateAndScriptsFaults() {
    running.control("POST", "/signalr/chat/state", "{\"stopped\":true}");
    assertThat(running.chat().acceptedKeys()).isEmpty();
    running.control("POST", "/faults", "{\"kind\":\"arm-throttled\",\"argument\":\"3\"}");
    HttpResponse<String> throttled =
        running.arm("GET", running.chat().id() + "?api-version=2024-03-01", "");
    assertThat(throttled.statusCode()).isEqualTo(429);
  }

  @Test
  void doesNotTakeAnUnknownFault() {
    HttpResponse<String> answer =
        running.send(
            "POST",
            running.plane().controlUrl().resolve("/faults"),
            "{\"kind\":\"nonsense\"}",
            "none");
    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @Test
  void doesNotTakeADeadlineThatIsNoTime() {
    HttpResponse<String> answer =
        running.send(
            "POST",
            running.plane().controlUrl().resolve("/notices"),
            "{\"deadline\":\"soon\"}",
            "none");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(running.azure().notices()).isEmpty();
  }

  private void pointActionGroupAt(String url, String more) {
    running.control("POST", "/action-group", "{\"webhook\":\"" + url + "\"" + more + "}");
  }

  private void awaitPosts(int count) {
    await().untilAsserted(() -> assertThat(receiver.posts()).hasSize(count));
  }
}
