package io.github.rekey.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.azure.core.credential.TokenRequestContext;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.rekey.sandbox.control.RunningPlane;
import io.github.rekey.sandbox.world.Faults.Kind;
import io.github.rekey.sandbox.world.Rights.Grant;
import io.github.rekey.sandbox.world.Slot;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignalRArmIT {
  private static final String VERSION = "?api-version=2024-03-01";
  private static final Duration LRO = Duration.ofMillis(300);
  private final RunningPlane running = new RunningPlane();
  private final String chat = running.chat().id();

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void showsAResourceInAnyLetterCaseAndWithDoubledSlashes() {
    HttpResponse<String> answer =
        running.arm("GET", "/" + chat.toUpperCase(Locale.ROOT) + "?api%2Dversion=2024-03-01", "");
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode resource = RunningPlane.json(answer.body());
    assertThat(resource.path("id").asText()).isEqualTo(chat);
    assertThat(resource.at("/properties/resourceStopped").asText()).isEqualTo("false");
    assertThat(resource.at("/properties/disableLocalAuth").asBoolean(true)).isFalse();
    assertThat(resource.at("/properties/hostName").asText()).isEqualTo("localhost");
    assertThat(answer.headers().firstValue("x-ms-ratelimit-remaining-subscription-reads"))
        .isPresent();
    assertThat(answer.headers().firstValue("x-ms-correlation-request-id")).isPresent();
  }

  @Test
  void doesNotAnswerWithoutAToken() {
    URI url = running.plane().armUrl().resolve(chat + VERSION);
    HttpResponse<String> answer = running.send("GET", url, "", "Bearer nonsense");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer ");
    assertThat(code(answer)).isEqualTo("AuthenticationFailed");
  }

  @Test
  void doesNotGiveATokenForAWrongSecret() {
    TokenRequestContext scope =
        new TokenRequestContext().addScopes("https://management.azure.com/.default");
    assertThatThrownBy(() -> running.credential("wrong").getTokenSync(scope))
        .hasMessageContaining("AADSTS7000215");
  }

  @Test
  void regeneratesAKeyAsALongRunningOperation() {
    String old = running.chat().listedKey(Slot.SECONDARY);
    String kept = running.chat().listedKey(Slot.PRIMARY);
    HttpResponse<String> accepted = regenerate("secondary");
    assertThat(accepted.statusCode()).isEqualTo(202);
    JsonNode keys = RunningPlane.json(accepted.body());
    assertThat(keys.path("secondaryKey").asText()).isNotEqualTo(old).hasSize(84);
    assertThat(keys.path("primaryKey").asText()).isEqualTo(kept);
    assertThat(running.chat().acceptedKeys()).contains(old);

    assertThat(status(accepted)).isEqualTo("Running");
    running.tick(LRO);
    assertThat(status(accepted)).isEqualTo("Succeeded");
    HttpResponse<String> result = follow(accepted, "Location");
    assertThat(RunningPlane.json(result.body())).isEqualTo(keys);
    assertThat(running.chat().acceptedKeys()).doesNotContain(old);
    assertThat(running.azure().calls().of("regenerateKey")).isOne();
  }

  @Test
  void doesNotFollowAnOperationWhoseUrlWasRebuilt() {
    HttpResponse<String> accepted = regenerate("Primary");
    String url = accepted.headers().firstValue("Azure-AsyncOperation").orElseThrow();
    assertThat(url).hasSizeGreaterThan(3000);
    String rebuilt = url.substring(running.plane().armUrl().toString().length(), url.indexOf('?'));
    assertThat(running.arm("GET", rebuilt + VERSION, "").statusCode()).isEqualTo(404);
  }

  @Test
  void doesNotRegenerateASecondKeyDuringAFirst() {
    regenerate("Primary");
    String secondary = running.chat().listedKey(Slot.SECONDARY);
    HttpResponse<String> second = regenerate("Secondary");
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(second.body()).contains("Service must be active state");
    assertThat(running.chat().listedKey(Slot.SECONDARY)).isEqualTo(secondary);
  }

  @Test
  void doesNotRegenerateAnUnknownKeyType() {
    HttpResponse<String> answer = regenerate("tertiary");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(running.chat().mintedKeys()).hasSize(2);
  }

  @Test
  void tellsEventGridWhoRegeneratedAndUnderWhichCorrelationId() {
    HttpResponse<String> accepted = regenerate("Primary");
    await().until(() -> !running.queue().events("ResourceActionSuccess").isEmpty());
    JsonNode event = running.queue().events("ResourceActionSuccess").get(0);
    JsonNode data = event.path("data");
    assertThat(event.path("subject").asText()).isEqualTo(chat);
    assertThat(data.path("operationName").asText())
        .isEqualTo("Microsoft.SignalRService/SignalR/regeneratekey/action");
    assertThat(data.at("/claims/appid").asText())
        .isEqualTo(running.plane().options().tenant().clientId());
    assertThat(data.path("correlationId").asText())
        .isEqualTo(accepted.headers().firstValue("x-ms-correlation-request-id").orElseThrow());
    assertThat(event.toString()).doesNotContain(running.chat().mintedKeys());
  }

  @Test
  void doesNotTellEventGridOfAReadButOfAFailedAction() {
    running.arm("GET", chat + VERSION, "");
    regenerate("tertiary");
    await().until(() -> !running.queue().messages().isEmpty());
    assertThat(running.queue().messages()).hasSize(1);
    assertThat(running.queue().events("ResourceActionFailure")).hasSize(1);
  }

  @Test
  void canTakeEffectAndStillAnswer500() {
    running.azure().faults().script(Kind.REGENERATE_500_AFTER_EFFECT, "");
    assertThat(regenerate("Primary").statusCode()).isEqualTo(500);
    assertThat(running.chat().label(running.chat().listedKey(Slot.PRIMARY)))
        .isEqualTo("primary #2");
  }

  @Test
  void canSucceedWithoutAnyChange() {
    running.azure().faults().script(Kind.REGENERATE_WITHOUT_CHANGE, "");
    HttpResponse<String> accepted = regenerate("Primary");
    running.tick(LRO);
    assertThat(status(accepted)).isEqualTo("Succeeded");
    assertThat(running.chat().mintedKeys()).hasSize(2);
  }

  @Test
  void canHang() {
    running.azure().faults().script(Kind.REGENERATE_HANGS, "3600");
    HttpResponse<String> accepted = regenerate("Primary");
    assertThat(accepted.headers().firstValue("Retry-After")).hasValue("1");
    running.tick(Duration.ofMinutes(50));
    assertThat(status(accepted)).isEqualTo("Running");
  }

  @Test
  void throttlesWithTheSecondsToWait() {
    running.azure().faults().script(Kind.ARM_THROTTLED, "7");
    HttpResponse<String> answer = running.arm("GET", chat + VERSION, "");
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(code(answer)).isEqualTo("SubscriptionRequestsThrottled");
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
    assertThat(running.azure().calls().of("throttled")).isOne();
    assertThat(running.arm("GET", chat + VERSION, "").statusCode()).isEqualTo(200);
  }

  @Test
  void doesNotRegenerateWithoutTheRight() {
    List<String> onlyRead = List.of("Microsoft.SignalRService/*/read");
    running.azure().rights().grant(new Grant(onlyRead, List.of(), List.of()));
    HttpResponse<String> answer = regenerate("Primary");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(code(answer)).isEqualTo("AuthorizationFailed");
    String permissions = chat + "/providers/Microsoft.Authorization/permissions";
    assertThat(running.arm("GET", permissions + VERSION, "").body()).contains(onlyRead.get(0));
  }

  @Test
  void patchesTagsAndLocalAuthentication() {
    HttpResponse<String> accepted =
        running.arm(
            "PATCH",
            chat + VERSION,
            "{\"tags\":{\"a\":\"b\"},\"properties\":{\"disableLocalAuth\":true}}");
    assertThat(accepted.statusCode()).isEqualTo(202);
    running.tick(LRO);
    assertThat(status(accepted)).isEqualTo("Succeeded");
    JsonNode resource = RunningPlane.json(running.arm("GET", chat + VERSION, "").body());
    assertThat(resource.at("/tags/a").asText()).isEqualTo("b");
    assertThat(resource.at("/properties/disableLocalAuth").asBoolean()).isTrue();
    assertThat(running.chat().acceptedKeys()).isEmpty();
  }

  @Test
  void deletesAResource() {
    assertThat(running.arm("DELETE", chat + VERSION, "").statusCode()).isEqualTo(202);
    assertThat(running.arm("GET", chat + VERSION, "").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> regenerate(String keyType) {
    return running.arm(
        "POST", chat + "/regenerateKey" + VERSION, "{\"keyType\":\"" + keyType + "\"}");
  }

  private String status(HttpResponse<String> accepted) {
    JsonNode status = RunningPlane.json(follow(accepted, "Azure-AsyncOperation").body());
    return status.path("status").asText();
  }

  private HttpResponse<String> follow(HttpResponse<String> accepted, String header) {
    String url = accepted.headers().firstValue(header).orElseThrow();
    return running.arm("GET", url.substring(running.plane().armUrl().toString().length()), "");
  }

  private static String code(HttpResponse<String> answer) {
    return RunningPlane.json(answer.body()).at("/error/code").asText();
  }
}
