package io.github.rekey.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.KeySlot;
import io.javalin.http.Context;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The SDK's own log lines, at whatever level, hold no key and no secret. */
class SdkLogsIT {
  private static final String PATH =
      "/subscriptions/sub/resourceGroups/rg/providers/Microsoft.SignalRService/signalR/chat";
  private final RecordedLog log = RecordedLog.ofAllThatTheSdkSays();
  private volatile int regenerateStatus = 202;
  private volatile int pollStatus = 200;
  private final FakeAzure azure =
      new FakeAzure(
          routes -> {
            routes.post(PATH + "/regenerateKey", this::regenerate);
            routes.post(PATH + "/listKeys", x -> json(x, 200, "[\"" + Keys.NEW.reveal() + "\"]"));
            routes.get("/operations/1", x -> json(x, pollStatus, failed()));
          });
  private final ArmSignalRKeys keys =
      new ArmSignalRKeys(azure.clients(), azure.guarded(Dependency.ARM));

  @AfterEach
  void stop() {
    log.close();
    azure.close();
  }

  @Test
  void doNotQuoteAnAnswer() {
    regenerateStatus = 500;
    assertThatThrownBy(this::regenerate).isInstanceOf(CallFailed.class);
    regenerateStatus = 202;
    assertThatThrownBy(this::regenerate).isInstanceOf(CallFailed.class);
    pollStatus = 500;
    assertThatThrownBy(this::regenerate).isInstanceOf(CallFailed.class);
    assertThatThrownBy(() -> keys.list(Keys.CHAT)).isInstanceOf(CallFailed.class);
    assertNothingIsQuoted();
  }

  @Test
  void doNotQuoteARequestForAToken() {
    azure.answerRequestsForTokensWith(
        x ->
            json(x, 401, "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215\"}"));
    assertThatThrownBy(() -> keys.list(Keys.CHAT)).isInstanceOf(CallFailed.class);
    assertNothingIsQuoted();
  }

  @Test
  void areHeardAtTheLevelsThatRekeyRunsWithAndNotBelow() {
    try (RecordedLog production = RecordedLog.asRekeyRuns()) {
      LoggerFactory.getLogger("com.azure.core")
          .warn("told", new IllegalStateException("its cause"));
      LoggerFactory.getLogger("com.azure.core").info("not told");
      LoggerFactory.getLogger("com.azure.data.appconfiguration").error("not told");
      assertThat(production.lines())
          .filteredOn(line -> line.contains("told"))
          .singleElement()
          .satisfies(line -> assertThat(line).startsWith("told").contains("its cause"));
    }
  }

  private void assertNothingIsQuoted() {
    assertThat(log.lines())
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(line)
                    .doesNotContain(Keys.NEW.reveal())
                    .doesNotContain("sig=")
                    .doesNotContain(FakeAzure.CLIENT_SECRET));
  }

  private void regenerate() {
    keys.regenerate(Keys.CHAT, KeySlot.SECONDARY, Duration.ofMillis(300));
  }

  private void regenerate(Context x) {
    x.header("Azure-AsyncOperation", azure.url() + "/operations/1?sig=secret");
    json(x, regenerateStatus, "{\"primaryKey\":\"" + Keys.NEW.reveal() + "\"}");
  }

  private static String failed() {
    return "{\"status\":\"Failed\",\"error\":{\"code\":\"x\",\"message\":\"%s\"}}"
        .formatted(Keys.NEW.reveal());
  }

  private static void json(Context x, int status, String body) {
    x.status(status).contentType("application/json").result(body);
  }
}
