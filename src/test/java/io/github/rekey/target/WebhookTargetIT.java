package io.github.rekey.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rekey.TickingClock;
import io.github.rekey.azure.Dependency;
import io.github.rekey.azure.GuardSettings;
import io.github.rekey.azure.Guards;
import io.github.rekey.azure.PlainHttp;
import io.github.rekey.azure.Trust;
import io.github.rekey.rotation.AccessKey;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.Fingerprinter;
import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.NewKey;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.sandbox.http.Answer;
import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.http.Front;
import io.github.rekey.sandbox.receiver.WebhookReceiver;
import io.github.rekey.sandbox.tls.Certificates;
import io.github.rekey.sandbox.tls.HttpsFace;
import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.SignalRResource;
import io.github.rekey.sandbox.world.Slot;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the sandbox's receiver, whose three instances load the key one after another. */
class WebhookTargetIT {
  private static final byte[] SECRET =
      "thirty-two-bytes-of-a-test-secret".getBytes(StandardCharsets.UTF_8);
  private static final String WRITTEN = "whsec_" + Base64.getEncoder().encodeToString(SECRET);
  private static final Duration EACH = Duration.ofSeconds(10);

  @TempDir Path folder;
  private final TickingClock clock = new TickingClock();
  private final CountingFence fence = new CountingFence();
  private final Certificates certificates = new Certificates();
  private final Azure azure = new Azure();
  private final Map<String, String> notes = new HashMap<>();
  private SignalRResource chat;
  private WebhookReceiver receiver;
  private HttpsFace face;
  private Guards guards;

  @BeforeEach
  void start() {
    chat =
        new SignalRResource(
            "/subscriptions/s/resourceGroups/rg/providers/Microsoft.SignalRService/SignalR/chat",
            "westeurope",
            Map.of(),
            clock);
    chat.endpoint(URI.create("https://chat.service.signalr.net"));
    chat.replace(Slot.SECONDARY, Duration.ZERO);
    azure.add(chat);
    receiver = new WebhookReceiver(azure, WRITTEN, 3, EACH, clock);
    face = Front.open(certificates, receiver);
    guards = new Guards(GuardSettings.defaults(), new SimpleMeterRegistry());
  }

  @AfterEach
  void stop() {
    face.close();
  }

  private NewKey key() {
    return new NewKey(
        new ResourceId(chat.id()),
        chat.endpoint(),
        KeySlot.SECONDARY,
        new AccessKey(chat.listedKey(Slot.SECONDARY)));
  }

  /** A new one each time, as after a restart. */
  private WebhookTarget target(String secret) {
    Path authority = folder.resolve("ca.pem");
    certificates.writeAuthority(authority);
    Webhook webhook =
        new Webhook(
            "orders",
            face.url().resolve("/hook?code=in-the-url"),
            WebhookSecret.parse(secret),
            new PlainHttp(Trust.of(authority), Duration.ofSeconds(10)),
            guards.of(Dependency.WEBHOOKS));
    return new WebhookTarget(
        webhook,
        new Fingerprinter("an installation's secret".getBytes(StandardCharsets.UTF_8)),
        null,
        clock);
  }

  private StepOutcome deliver() {
    return deliver(WRITTEN);
  }

  private StepOutcome deliver(String secret) {
    StepOutcome outcome = target(secret).deliver(key(), notes, fence);
    if (outcome instanceof StepOutcome.NotYet notYet) {
      notes.putAll(notYet.notes());
    }
    return outcome;
  }

  private CallFailed failure(Answer answer) {
    receiver.answerNext(answer);
    try {
      throw new AssertionError("no failure but " + deliver());
    } catch (CallFailed failed) {
      return failed;
    }
  }

  private static void assertDone(StepOutcome outcome, String evidence) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            StepOutcome.Done.class, done -> assertThat(done.evidence()).isEqualTo(evidence));
  }

  private static void assertWaiting(StepOutcome outcome, String sofar) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            StepOutcome.NotYet.class, notYet -> assertThat(notYet.waitingFor()).endsWith(sofar));
  }

  @Test
  void itIsDoneOnceEveryInstanceLoadedTheKeyAndNotBefore() {
    assertWaiting(deliver(), "0 of 3 instances have");
    clock.tick(EACH);
    assertWaiting(deliver(), "1 of 3 instances have");
    clock.tick(EACH);
    assertWaiting(deliver(), "2 of 3 instances have");
    clock.tick(EACH);
    assertDone(deliver(), "webhook:orders: 3 of 3 instances loaded the key");
    assertThat(receiver.ids()).hasSize(1);
    assertThat(receiver.keys().values()).hasSize(3).containsOnly("secondary #2");
    assertThat(target(WRITTEN).read()).isInstanceOf(Holding.Notified.class);
  }

  @Test
  void anInstanceThatCannotLoadItIsNamedOnceAllHaveTried() {
    receiver.breakDown("instance-2");
    deliver();
    clock.tick(EACH.multipliedBy(2));
    assertWaiting(deliver(), "1 of 3 instances have");
    clock.tick(EACH);
    assertThat(deliver())
        .isInstanceOfSatisfying(
            StepOutcome.Failed.class,
            failed ->
                assertThat(failed.reason())
                    .startsWith("2 of 3 instances loaded the key, but not instance-2"));
  }

  @Test
  void aReceiverWithoutInstancesIsTakenAtItsWord() {
    receiver.answerNext(Answer.of(202));
    assertThat(deliver()).isInstanceOf(StepOutcome.NotYet.class);
    receiver.answerNext(Answer.of(204));
    assertDone(deliver(), "webhook:orders: says that it loaded the key");
  }

  @Test
  void nobodyIsNoEvidence() {
    receiver.answerNext(Answer.ok(Map.of("instances", Map.of())));
    assertWaiting(deliver(), "0 of 0 instances have");
  }

  @Test
  void anAcceptedMessageIsAskedForAgainWhenTheReceiverSays() {
    receiver.answerNext(Answer.of(202).with("Retry-After", "9"));
    assertThat(deliver())
        .isInstanceOfSatisfying(
            StepOutcome.NotYet.class,
            notYet -> assertThat(notYet.lookAgainIn()).isEqualTo(Duration.ofSeconds(9)));
  }

  @Test
  void whatItSaysIsSignedAndHoldsNoKey() throws Exception {
    deliver();
    Call call = receiver.calls().get(0);
    String id = call.header("webhook-id").orElseThrow();
    String time = call.header("webhook-timestamp").orElseThrow();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
    mac.update((id + "." + time + ".").getBytes(StandardCharsets.UTF_8));
    String expected = Base64.getEncoder().encodeToString(mac.doFinal(call.body()));
    assertThat(call.header("webhook-signature")).hasValue("v1," + expected);
    assertThat(call.header("Idempotency-Key")).hasValue(id);
    assertThat(time).isEqualTo(Long.toString(clock.instant().getEpochSecond()));
    assertThat(call.header("Content-Type").orElseThrow())
        .startsWith("application/cloudevents+json");

    JsonNode event = call.json();
    assertThat(event.path("id").asText()).isEqualTo(id);
    assertThat(event.path("type").asText()).isEqualTo("io.github.rekey.key.changed");
    assertThat(event.path("specversion").asText()).isEqualTo("1.0");
    assertThat(event.path("source").asText()).isEqualTo(key().resource().value());
    assertThat(event.path("subject").asText()).isEqualTo("chat/secondary");
    assertThat(event.path("data").path("fingerprint").asText()).matches("key-[0-9a-f]{12}");
    assertThat(event.path("data").path("endpoint").asText()).isEqualTo(chat.endpoint().toString());
    assertNoSecret(call);
  }

  private void assertNoSecret(Call call) {
    String whole =
        new String(call.body(), StandardCharsets.UTF_8)
            + List.of("webhook-id", "webhook-signature", "Idempotency-Key", "User-Agent", "Cookie")
                .stream()
                .map(name -> call.header(name).orElse(""))
                .toList();
    assertThat(chat.mintedKeys()).noneMatch(whole::contains);
    assertThat(whole).doesNotContain(WRITTEN.substring(6));
  }

  @Test
  void aLostAnswerIsMadeUpForByTheSameMessage() {
    receiver.loseNextAnswer();
    assertThatThrownBy(this::deliver)
        .isInstanceOfSatisfying(CallFailed.class, f -> assertThat(f.passing()).isTrue());
    clock.tick(EACH.multipliedBy(3));
    assertDone(deliver(), "webhook:orders: 3 of 3 instances loaded the key");
    assertThat(receiver.ids()).hasSize(1);
    assertThat(receiver.calls()).hasSize(2);
    assertThat(receiver.calls().get(1).body()).isEqualTo(receiver.calls().get(0).body());
  }

  @Test
  void theIdIsTheSameAfterARestartAndAnotherForAnotherKey() {
    receiver.onlyAccept(2);
    deliver();
    notes.clear();
    deliver();
    assertThat(receiver.ids()).hasSize(1);
    chat.replace(Slot.SECONDARY, Duration.ZERO);
    deliver();
    assertThat(receiver.ids()).hasSize(2);
  }

  @Test
  void aProcessThatDiedRightBeforeTellingLeavesItToTheNextOne() {
    fence.dieAtNextCheck();
    assertThatThrownBy(this::deliver).isInstanceOf(CountingFence.Died.class);
    assertThat(receiver.calls()).isEmpty();
    deliver();
    assertThat(receiver.ids()).hasSize(1);
  }

  @Test
  void onceLoadedItIsNotToldAgain() {
    receiver.answerNext(Answer.of(204));
    StepOutcome.Done done = (StepOutcome.Done) deliver();
    notes.putAll(done.notes());
    assertDone(deliver(), "webhook:orders: has been told");
    assertThat(receiver.calls()).hasSize(1);
  }

  @Test
  void aWrongSecretIsToldApart() {
    String wrong = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
    assertThatThrownBy(() -> deliver(wrong))
        .hasMessageContaining("HTTP 401")
        .hasMessageContaining("grant")
        .isInstanceOfSatisfying(
            CallFailed.class, f -> assertThat(f.kind()).isEqualTo(CallFailed.Kind.NO_RIGHT));
    assertThat(receiver.ids()).isEmpty();
  }

  @Test
  void refusalsAreToldWithTheirKindAndNeverWithTheUrl() {
    Map<Integer, CallFailed.Kind> kinds =
        Map.of(
            403, CallFailed.Kind.NO_RIGHT,
            404, CallFailed.Kind.GONE,
            410, CallFailed.Kind.GONE,
            409, CallFailed.Kind.CONFLICT,
            400, CallFailed.Kind.REFUSED,
            201, CallFailed.Kind.REFUSED,
            307, CallFailed.Kind.REFUSED,
            425, CallFailed.Kind.UNAVAILABLE,
            500, CallFailed.Kind.UNAVAILABLE);
    kinds.forEach(
        (status, kind) -> {
          CallFailed failed = failure(Answer.of(status).with("Location", "https://localhost:1/"));
          assertThat(failed.kind()).as("HTTP %d", status).isEqualTo(kind);
          assertThat(failed).hasMessageContaining("HTTP " + status);
          assertThat(failed.getMessage()).doesNotContain("in-the-url", "localhost");
        });
    assertThat(receiver.ids()).isEmpty();
  }

  @Test
  void aBusyReceiverIsLeftAloneForAsLongAsItSays() {
    for (int status : List.of(429, 503)) {
      CallFailed failed = failure(Answer.of(status).with("Retry-After", "7"));
      assertThat(failed.passing()).isTrue();
      assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }
  }

  @Test
  void behindALostFenceNobodyIsTold() {
    fence.lose();
    assertThatThrownBy(this::deliver).isInstanceOf(Fence.Superseded.class);
    assertThat(receiver.calls()).isEmpty();
  }
}
