package io.github.rekey.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rekey.rotation.AccessKey;
import io.github.rekey.rotation.Baseline;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Proof;
import io.github.rekey.rotation.Proof.Expectation;
import io.github.rekey.rotation.ProofAnswer;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The proofs that ask one URL of an app: its health, its own proof, its upstream. */
class AppEndpointProofsIT {
  private static final Instant SINCE = Instant.parse("2026-01-01T12:00:00Z");
  private final List<Map<String, List<String>>> asked = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile String body = "{\"met\": true}";
  private volatile AccessKey held = Keys.NEW;
  private volatile boolean checks = true;
  private final FakeAzure azure =
      new FakeAzure(
          routes -> {
            routes.get("/page", this::page);
            routes.get("/elsewhere", x -> x.result("{\"met\": true}"));
            routes.post("/upstream", this::upstream);
          });

  @AfterEach
  void stop() {
    azure.close();
  }

  @Test
  void aHealthyAppIsMetAndSaidToProveNothing() {
    assertThat(look(health()))
        .isEqualTo(new ProofAnswer.Met("chat is healthy, which tells nothing about its key"));
  }

  @Test
  void anUnhealthyAppHoldsTheRotationBack() {
    status = 503;
    assertThat(look(health())).isEqualTo(new ProofAnswer.NotYet("chat to be healthy: HTTP 503"));
  }

  @Test
  void aProofOfTheAppsOwnIsMetWhenItSaysSo() {
    assertThat(look(own("/page")))
        .isEqualTo(new ProofAnswer.Met("chat is on the key by its own proof"));
    assertThat(asked)
        .containsExactly(
            Map.of(
                "resource", List.of(Keys.CHAT.value()),
                "slot", List.of("secondary"),
                "since", List.of(SINCE.toString())));
  }

  @Test
  void aProofKeepsTheQueryOfItsUrl() {
    look(own("/page?app=1"));
    assertThat(asked.get(0)).containsEntry("app", List.of("1")).containsKey("slot");
  }

  @Test
  void aProofTellsWhatItWaitsFor() {
    body = "{\"met\": false, \"waitingFor\": \"two pods\\nof eu-west\"}";
    assertThat(look(own("/page")))
        .isEqualTo(new ProofAnswer.NotYet("the proof of chat: two pods of eu-west"));
  }

  @Test
  void aProofDoesNotTellAKeyNorALongStory() {
    body = "{\"met\": false, \"waitingFor\": \"still " + Keys.OLD.reveal() + "\"}";
    assertThat(look(own("/page")).toString())
        .contains("a text that holds a key")
        .doesNotContain(Keys.OLD.reveal());
    body = "{\"met\": false, \"waitingFor\": \"" + "x".repeat(5000) + "\"}";
    assertThat(look(own("/page")).toString()).hasSizeLessThan(400);
  }

  @Test
  void aProofIsNotMetByAnythingElse() {
    for (String other : List.of("", "met", "{}", "{\"met\": \"true\"}", "[true]")) {
      body = other;
      assertThat(look(own("/page"))).as(other).isInstanceOf(ProofAnswer.NotYet.class);
    }
    body = "{\"met\": true}";
    status = 404;
    assertThat(look(own("/page"))).isEqualTo(new ProofAnswer.NotYet("the proof of chat: HTTP 404"));
  }

  @Test
  void aProofDoesNotFollowRedirects() {
    status = 302;
    assertThat(look(own("/page"))).isEqualTo(new ProofAnswer.NotYet("the proof of chat: HTTP 302"));
    assertThat(azure.count("/elsewhere")).isZero();
  }

  @Test
  void anEndlessAnswerIsNotReadToItsEnd() {
    body = "{\"met\": true, \"more\": \"" + "x".repeat(2 << 20) + "\"}";
    assertThatThrownBy(() -> look(own("/page"))).isInstanceOf(CallFailed.class);
  }

  @Test
  void anUpstreamThatHoldsTheNewKeyIsMet() {
    assertThat(look(upstream()))
        .isEqualTo(
            new ProofAnswer.Met(
                "the upstream of chat takes calls signed with the new key, and no others"));
  }

  @Test
  void anUpstreamThatHoldsTheOldKeyIsNotMet() {
    held = Keys.OLD;
    assertThat(look(upstream()))
        .isEqualTo(
            new ProofAnswer.NotYet(
                "the upstream of chat to take calls signed with the new key: HTTP 401"));
  }

  @Test
  void anUpstreamThatChecksNothingUsesNoKey() {
    checks = false;
    assertThat(look(upstream()))
        .isEqualTo(
            new ProofAnswer.Met(
                "the upstream of chat takes calls whoever signs them: it uses no key"));
  }

  @Test
  void anUpstreamThatIsNotThereTellsNothing() {
    status = 404;
    assertThat(look(upstream()).toString()).contains("HTTP 404, which tells nothing about a key");
  }

  private Proof health() {
    return new HealthProof("chat", url("/page"), http(), apps());
  }

  private Proof own(String path) {
    return new HttpProof("chat", url(path), http(), apps());
  }

  private Proof upstream() {
    return new UpstreamProof("chat", url("/upstream"), "chat", http(), apps());
  }

  private URI url(String path) {
    return URI.create(azure.url() + path);
  }

  private PlainHttp http() {
    return azure.clients().plainHttp();
  }

  private Guarded apps() {
    return azure.guarded(Dependency.APPS);
  }

  private static ProofAnswer look(Proof proof) {
    Baseline baseline = new Baseline(1, SINCE, "test");
    return proof.look(new Expectation(Keys.NEW_KEY, Keys.LISTED, baseline, SINCE));
  }

  private void page(Context x) {
    asked.add(x.queryParamMap());
    x.status(status).header("Location", azure.url() + "/elsewhere").result(body);
  }

  private void upstream(Context x) {
    assertThat(x.headerMap())
        .containsEntry("X-ASRS-Category", "connections")
        .containsEntry("X-ASRS-Event", "disconnected")
        .containsEntry("X-ASRS-Hub", "chat");
    String signature = Signature.upstream(String.valueOf(x.header("X-ASRS-Connection-Id")), held);
    boolean taken = !checks || signature.equals(x.header("X-ASRS-Signature"));
    x.status(status == 200 && !taken ? 401 : status);
  }
}
