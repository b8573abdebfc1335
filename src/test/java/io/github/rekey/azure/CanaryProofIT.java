package io.github.rekey.azure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.Baseline;
import io.github.rekey.rotation.Proof.Expectation;
import io.github.rekey.rotation.ProofAnswer;
import io.javalin.websocket.WsContext;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A real SignalR client against a hub that speaks just enough of the protocol. */
class CanaryProofIT {
  private static final char END = 0x1e;
  private static final Pattern TEXT = Pattern.compile("\"arguments\":\\[\"([^\"]+)\"]");
  private static final Pattern ID = Pattern.compile("\"invocationId\":\"([^\"]+)\"");
  private volatile int negotiateStatus = 200;
  private volatile BiConsumer<WsContext, String> onInvoke = CanaryProofIT::complete;
  private final FakeAzure azure =
      new FakeAzure(
          routes -> {
            routes.post(
                "/chat/negotiate",
                x ->
                    x.status(negotiateStatus)
                        .contentType("application/json")
                        .result(
                            """
                            {"negotiateVersion":1,"connectionId":"c","connectionToken":"t",
                             "availableTransports":[{"transport":"WebSockets",
                              "transferFormats":["Text","Binary"]}]}
                            """));
            routes.ws(
                "/chat",
                ws -> {
                  ws.onMessage(x -> message(x, x.message()));
                  ws.onBinaryMessage(x -> message(x, UTF_8.decode(x.data()).toString()));
                });
          });

  @AfterEach
  void stop() {
    azure.close();
  }

  @Test
  void isMetWhenTheAppCompletesTheInvocation() {
    assertThat(look()).isInstanceOf(ProofAnswer.Met.class);
  }

  @Test
  void isMetWhenTheAppSendsTheTextBack() {
    onInvoke = CanaryProofIT::echo;
    assertThat(look()).isInstanceOf(ProofAnswer.Met.class);
  }

  @Test
  void isNotMetWhileNothingComesBack() {
    onInvoke = (x, text) -> {};
    assertThat(look(Duration.ofSeconds(5)))
        .isEqualTo(new ProofAnswer.NotYet("a canary's text from chat-web: not back in time"));
  }

  @Test
  void isNotMetWhileTheAppRefuses() {
    negotiateStatus = 401;
    assertThat(look()).isEqualTo(new ProofAnswer.NotYet("a canary at chat-web: HTTP 401"));
  }

  private ProofAnswer look() {
    return look(Duration.ofSeconds(20));
  }

  private ProofAnswer look(Duration timeout) {
    CanarySettings settings = new CanarySettings("Echo", "Echoed", timeout);
    URI hub = URI.create(azure.url() + "/chat");
    Baseline baseline = new Baseline(1, Instant.EPOCH, "test");
    return new CanaryProof(
            "chat-web", hub, settings, azure.clients().trust(), azure.guarded(Dependency.APPS))
        .look(new Expectation(Keys.NEW_KEY, Keys.LISTED, baseline, Instant.EPOCH));
  }

  private void message(WsContext x, String text) {
    if (text.contains("\"protocol\"")) {
      x.send("{}" + END);
    } else if (text.contains("\"target\":\"Echo\"")) {
      onInvoke.accept(x, text);
    }
  }

  private static void complete(WsContext x, String text) {
    x.send("{\"type\":3,\"invocationId\":\"" + first(ID, text) + "\"}" + END);
  }

  private static void echo(WsContext x, String text) {
    x.send(
        "{\"type\":1,\"target\":\"Echoed\",\"arguments\":[\"" + first(TEXT, text) + "\"]}" + END);
  }

  private static String first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }
}
