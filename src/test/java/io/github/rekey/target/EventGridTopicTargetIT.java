package io.github.rekey.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rekey.TickingClock;
import io.github.rekey.azure.Dependency;
import io.github.rekey.azure.Keys;
import io.github.rekey.azure.OnSandbox;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.Fingerprinter;
import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.sandbox.control.ControlOptions;
import io.github.rekey.sandbox.http.Answer;
import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.http.Front;
import io.github.rekey.sandbox.identity.IdentityFace;
import io.github.rekey.sandbox.identity.Tenant;
import io.github.rekey.sandbox.identity.Tokens;
import io.github.rekey.sandbox.receiver.TopicFace;
import io.github.rekey.sandbox.tls.Certificates;
import io.github.rekey.sandbox.tls.HttpsFace;
import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.Rights;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The SDK's publisher against the sandbox's topic and token endpoint. */
class EventGridTopicTargetIT {
  private static final String ACCESS_KEY = "an-access-key-of-the-topic";

  private final TickingClock clock = new TickingClock();
  private final CountingFence fence = new CountingFence();
  private final Azure azure = new Azure();
  private TopicFace topic;
  private HttpsFace topicFace;
  private HttpsFace identity;
  private OnSandbox sdk;

  @BeforeEach
  void start() {
    Certificates certificates = new Certificates();
    Tenant tenant = ControlOptions.defaults().tenant();
    Tokens tokens = new Tokens(tenant, Clock.systemUTC());
    topic = new TopicFace(azure, tokens, ACCESS_KEY);
    topicFace = Front.open(certificates, topic);
    identity = Front.open(certificates, new IdentityFace(tokens, azure.calls()));
    sdk = new OnSandbox(certificates, identity.url(), identity.url(), tenant);
  }

  @AfterEach
  void stop() {
    topicFace.close();
    identity.close();
  }

  private EventGridTopicTarget target(@Nullable String accessKey) {
    return new EventGridTopicTarget(
        new EventGridTopic(
            "keys",
            sdk.clients().topic(topicFace.url().resolve("/api/events"), accessKey),
            sdk.guarded(Dependency.EVENT_GRID)),
        new Fingerprinter("an installation's secret".getBytes(StandardCharsets.UTF_8)),
        clock);
  }

  private StepOutcome deliver(Map<String, String> notes) {
    return target(null).deliver(Keys.NEW_KEY, notes, fence);
  }

  private CallFailed failure(Answer answer) {
    topic.answerNext(answer);
    try {
      throw new AssertionError("no failure but " + deliver(Map.of()));
    } catch (CallFailed failed) {
      return failed;
    }
  }

  @Test
  void theEventIsTakenAndHoldsNoKey() {
    StepOutcome outcome = deliver(Map.of());
    JsonNode event = topic.events().get(0);
    assertThat(outcome)
        .isInstanceOfSatisfying(
            StepOutcome.Done.class,
            done ->
                assertThat(done.evidence())
                    .isEqualTo("event-grid-topic:keys took event " + event.path("id").asText()));
    assertThat(topic.events()).hasSize(1);
    assertThat(event.path("type").asText()).isEqualTo("io.github.rekey.key.changed");
    assertThat(event.path("source").asText()).isEqualTo(Keys.CHAT.value());
    assertThat(event.path("subject").asText()).isEqualTo("chat/secondary");
    assertThat(event.path("time").asText()).startsWith("2026-01-01T00:00");
    assertThat(event.path("data").path("slot").asText()).isEqualTo("secondary");
    assertThat(event.path("data").path("resourceId").asText()).isEqualTo(Keys.CHAT.value());
    assertThat(event.path("data").path("fingerprint").asText()).matches("key-[0-9a-f]{12}");
    assertThat(event.path("data")).hasSize(4);
    assertThat(event.toString()).doesNotContain(Keys.NEW.reveal(), ACCESS_KEY);
    assertThat(target(null).read()).isInstanceOf(Holding.Notified.class);
  }

  @Test
  void anAccessKeyOfTheTopicWillDoAndNeedsNoToken() {
    assertThat(target(ACCESS_KEY).deliver(Keys.NEW_KEY, Map.of(), fence))
        .isInstanceOf(StepOutcome.Done.class);
    Call call = topic.calls().get(0);
    assertThat(call.header("aeg-sas-key")).hasValue(ACCESS_KEY);
    assertThat(call.header("Authorization")).isEmpty();
    assertThat(azure.calls().of("token")).isZero();
  }

  @Test
  void aWrongAccessKeyIsRefusedAndNotShown() {
    assertThatThrownBy(() -> target("another").deliver(Keys.NEW_KEY, Map.of(), fence))
        .hasMessageContaining("access key")
        .hasMessageNotContaining("another")
        .isInstanceOfSatisfying(
            CallFailed.class, f -> assertThat(f.kind()).isEqualTo(CallFailed.Kind.NO_RIGHT));
    assertThat(topic.events()).isEmpty();
  }

  @Test
  void withoutTheRightItSaysWhatToGrant() {
    azure.rights().grant(new Rights.Grant(List.of("*"), List.of(), List.of()));
    assertThatThrownBy(() -> deliver(Map.of()))
        .hasMessageContaining("grant Rekey's identity data action")
        .hasMessageContaining("Microsoft.EventGrid/events/send/action")
        .isInstanceOfSatisfying(
            CallFailed.class, f -> assertThat(f.kind()).isEqualTo(CallFailed.Kind.NO_RIGHT));
    assertThat(topic.events()).isEmpty();
  }

  @Test
  void aTopicThatIsGoneIsNamed() {
    CallFailed failed = failure(Answer.error(404, "NotFound", "none"));
    assertThat(failed.kind()).isEqualTo(CallFailed.Kind.GONE);
    assertThat(failed).hasMessageContaining("topic keys");
  }

  @Test
  void aTopicThatSomebodyIsChangingIsTriedAgain() {
    CallFailed failed = failure(Answer.error(409, "Conflict", "being changed"));
    assertThat(failed.kind()).isEqualTo(CallFailed.Kind.CONFLICT);
    assertThat(failed.passing()).isTrue();
    assertThat(failed.effectPossible()).isFalse();
  }

  @Test
  void aThrottledTopicIsLeftAloneForAsLongAsItSaysAndNotAskedTwice() {
    CallFailed failed =
        failure(Answer.error(429, "TooManyRequests", "slow").with("Retry-After", "7"));
    assertThat(failed.kind()).isEqualTo(CallFailed.Kind.THROTTLED);
    assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(topic.calls()).hasSize(1);
  }

  @Test
  void aLostAnswerIsMadeUpForByTheSameEvent() {
    topic.loseNextAnswer();
    assertThatThrownBy(() -> deliver(Map.of()))
        .isInstanceOfSatisfying(CallFailed.class, f -> assertThat(f.effectPossible()).isTrue());
    assertThat(topic.calls()).hasSize(1);
    assertThat(deliver(Map.of())).isInstanceOf(StepOutcome.Done.class);
    assertThat(topic.events()).hasSize(2);
    assertThat(topic.events().get(1).path("id")).isEqualTo(topic.events().get(0).path("id"));
  }

  @Test
  void aProcessThatDiedRightBeforePublishingLeavesItToTheNextOne() {
    fence.dieAtNextCheck();
    assertThatThrownBy(() -> deliver(Map.of())).isInstanceOf(CountingFence.Died.class);
    assertThat(topic.calls()).isEmpty();
    assertThat(deliver(Map.of())).isInstanceOf(StepOutcome.Done.class);
    assertThat(topic.events()).hasSize(1);
  }

  @Test
  void onceTakenItIsNotPublishedAgain() {
    StepOutcome.Done done = (StepOutcome.Done) deliver(Map.of());
    assertThat(deliver(done.notes())).isEqualTo(done);
    assertThat(topic.events()).hasSize(1);
  }

  @Test
  void behindALostFenceNothingIsPublished() {
    fence.lose();
    assertThatThrownBy(() -> deliver(Map.of())).isInstanceOf(Fence.Superseded.class);
    assertThat(topic.calls()).isEmpty();
  }
}
