package io.github.rekey.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.CallFailed.Kind;
import io.github.rekey.rotation.KeyPair;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.ResourceState;
import io.github.rekey.rotation.Turn;
import io.github.rekey.rotation.Urgency;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The real SDK pipeline and poller against a small ARM over loopback HTTPS. */
class ArmSignalRKeysIT {
  private static final String PATH =
      "/subscriptions/sub/resourceGroups/rg/providers/Microsoft.SignalRService/signalR/chat";
  private static final ResourceId CHAT = new ResourceId(PATH);
  private static final String NEW_KEY = "freshly-minted-key-that-must-never-be-seen";
  private static final Duration LONG = Duration.ofSeconds(20);

  private final Deque<Handler> statusAnswers = new ArrayDeque<>();
  private final AtomicReference<String> regenerateBody = new AtomicReference<>("");
  private Handler regenerate = this::accepted;
  private Handler listKeys = x -> json(x, 200, keys("one", "two"));
  private final FakeAzure azure =
      new FakeAzure(
          routes -> {
            routes.get(PATH, x -> json(x, 200, resource()));
            routes.post(PATH + "/listKeys", x -> listKeys.handle(x));
            routes.post(
                PATH + "/regenerateKey",
                x -> {
                  regenerateBody.set(x.body());
                  regenerate.handle(x);
                });
            routes.get(
                "/operations/1",
                x ->
                    (statusAnswers.size() > 1 ? statusAnswers.poll() : statusAnswers.peek())
                        .handle(x));
            routes.get(
                "/subscriptions/sub/providers/Microsoft.SignalRService/signalR", this::firstPage);
            routes.get("/page2", x -> json(x, 200, "{\"value\":[" + listed("b", "yes") + "]}"));
          },
          Duration.ofSeconds(3));
  private final ArmSignalRKeys keys =
      new ArmSignalRKeys(azure.clients(), azure.guarded(Dependency.ARM));

  @AfterEach
  void stop() {
    azure.close();
  }

  @Test
  void describesTheResource() {
    ResourceState state = keys.describe(CHAT);
    assertThat(state.endpoint()).isEqualTo(URI.create("https://chat.service.signalr.net"));
    assertThat(state.localAuthDisabled()).isTrue();
    assertThat(state.stopped()).isFalse();
    assertThat(state.serviceMode()).isEqualTo("Serverless");
    assertThat(state.region()).isEqualTo("westeurope");
  }

  @Test
  void listsBothKeys() {
    KeyPair pair = keys.list(CHAT);
    assertThat(pair.primary().reveal()).isEqualTo("one");
    assertThat(pair.secondary().reveal()).isEqualTo("two");
  }

  @Test
  void regeneratesTheSlotAndFollowsTheOperationToItsEnd() {
    statusAnswers.add(x -> json(x, 200, "{\"status\":\"Running\"}"));
    statusAnswers.add(x -> json(x, 200, "{\"status\":\"Succeeded\"}"));
    keys.regenerate(CHAT, KeySlot.SECONDARY, LONG);
    assertThat(regenerateBody.get()).isEqualTo("{\"keyType\":\"Secondary\"}");
    assertThat(azure.count("/operations/1")).isEqualTo(2);
    assertThat(azure.count("regenerateKey")).isEqualTo(1);
  }

  @Test
  void doesNotTakeSucceededForAChange() {
    statusAnswers.add(x -> json(x, 200, "{\"status\":\"Succeeded\"}"));
    KeyPair before = keys.list(CHAT);
    keys.regenerate(CHAT, KeySlot.PRIMARY, LONG);
    assertThat(keys.list(CHAT)).isEqualTo(before);
  }

  @Test
  void sendsRegenerateOnceThoughTheAnswerIs500() {
    regenerate =
        x -> json(x, 500, "{\"error\":{\"code\":\"Internal\",\"message\":\"" + NEW_KEY + "\"}}");
    CallFailed failure = failure(LONG);
    assertThat(azure.count("regenerateKey")).isEqualTo(1);
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.effectPossible()).isTrue();
    assertSilent(failure);
  }

  @Test
  void sendsRegenerateOnceThoughNoAnswerComes() {
    keys.list(CHAT);
    regenerate = x -> x.future(CompletableFuture::new);
    CallFailed failure = failure(LONG);
    assertThat(azure.count("regenerateKey")).isEqualTo(1);
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.effectPossible()).isTrue();
  }

  @Test
  void followsThroughThrottledAndBrokenStatusRequests() {
    statusAnswers.add(x -> json(x.header("Retry-After", "1"), 429, "{}"));
    statusAnswers.add(x -> json(x, 500, "broken"));
    statusAnswers.add(x -> json(x, 200, "{\"status\":\"Succeeded\"}"));
    long start = System.nanoTime();
    keys.regenerate(CHAT, KeySlot.PRIMARY, LONG);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
    assertThat(azure.count("/operations/1")).isEqualTo(3);
    assertThat(azure.count("regenerateKey")).isEqualTo(1);
  }

  @Test
  void leavesDoubtWhenTheOperationDoesNotEndInTime() {
    statusAnswers.add(x -> json(x, 200, "{\"status\":\"Running\"}"));
    CallFailed failure = failure(Duration.ofMillis(300));
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.effectPossible()).isTrue();
    assertThat(azure.count("regenerateKey")).isEqualTo(1);
    assertSilent(failure);
  }

  @Test
  void tellsTheCodeOfAFailedOperation() {
    statusAnswers.add(
        x ->
            json(
                x,
                200,
                "{\"status\":\"Failed\",\"error\":{\"code\":\"KeyStoreDown\",\"message\":\"%s\"}}"
                    .formatted(NEW_KEY)));
    CallFailed failure = failure(LONG);
    assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
    assertThat(failure).hasMessageContaining("KeyStoreDown");
    assertThat(failure.effectPossible()).isTrue();
    assertSilent(failure);
  }

  @Test
  void takesAnotherOperationUnderWayForAConflictWithoutEffect() {
    regenerate =
        x ->
            json(
                x,
                400,
                "{\"error\":{\"code\":\"BadRequest\",\"message\":\"Service must be active state\"}}");
    CallFailed failure = failure(LONG);
    assertThat(failure.kind()).isEqualTo(Kind.CONFLICT);
    assertThat(failure.effectPossible()).isFalse();
  }

  @Test
  void doesNotFollowAnOperationThatItMayNotSee() {
    statusAnswers.add(x -> json(x, 403, "{}"));
    CallFailed failure = failure(LONG);
    assertThat(failure.kind()).isEqualTo(Kind.NO_RIGHT);
    assertThat(failure.effectPossible()).isTrue();
    assertThat(failure).hasMessageContaining("operationStatuses/read");
  }

  @Test
  void namesTheMissingRight() {
    listKeys = x -> json(x, 403, "{\"error\":{\"code\":\"AuthorizationFailed\",\"message\":\"\"}}");
    CallFailed failure = catchThrowableOfType(CallFailed.class, () -> keys.list(CHAT));
    assertThat(failure.kind()).isEqualTo(Kind.NO_RIGHT);
    assertThat(failure)
        .hasMessageContaining("HTTP 403 AuthorizationFailed")
        .hasMessageContaining("Microsoft.SignalRService/SignalR/listkeys/action");
  }

  @Test
  void asksAgainForKeysAfterTheTimeThatAzureNames() {
    Deque<Handler> answers =
        new ArrayDeque<>(
            List.of(
                x -> json(x.header("Retry-After", "1"), 429, "{}"),
                x -> json(x, 200, keys("one", "two"))));
    listKeys = x -> answers.poll().handle(x);
    long start = System.nanoTime();
    Turn turn = new Turn(CHAT, new Urgency(Urgency.Band.USUAL, null));
    assertThat(turn.during(() -> keys.list(CHAT)).primary().reveal()).isEqualTo("one");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void leavesALongWaitToItsCaller() {
    listKeys = x -> json(x.header("Retry-After", "60"), 429, "{}");
    CallFailed failure = catchThrowableOfType(CallFailed.class, () -> keys.list(CHAT));
    assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(60));
    assertThat(azure.count("listKeys")).isEqualTo(1);
  }

  @Test
  void discoversByTagOverAllPages() {
    List<ResourceId> found = keys.discover("sub", Map.of("rekey", "yes"));
    assertThat(found).extracting(ResourceId::name).containsExactly("a", "b");
  }

  @Test
  void doesNotDiscoverWhatIsTaggedOtherwise() {
    assertThat(keys.discover("sub", Map.of("rekey", "no")))
        .extracting(ResourceId::name)
        .containsExactly("c");
  }

  @Test
  void knowsItsOwnIdentity() {
    assertThat(azure.clients().ownIdentity(azure.guarded(Dependency.ARM)))
        .contains(new OwnIdentity("own-principal", "own-application"));
  }

  @Test
  void everyCallCarriesACorrelationIdByWhichItIsKnownAsOwn() {
    List<String> sent = new ArrayList<>();
    listKeys =
        x -> {
          sent.add(x.header("x-ms-correlation-request-id"));
          json(x, 200, keys("one", "two"));
        };
    keys.list(CHAT);
    keys.list(CHAT);
    assertThat(sent).hasSize(2).doesNotHaveDuplicates().allMatch(FakeAzure.CORRELATIONS::made);
  }

  @Test
  void doesNotShowItsSecret() {
    assertThat(azure.clients().settings().toString()).doesNotContain(FakeAzure.CLIENT_SECRET);
  }

  private CallFailed failure(Duration atMost) {
    return catchThrowableOfType(
        CallFailed.class, () -> keys.regenerate(CHAT, KeySlot.PRIMARY, atMost));
  }

  private void assertSilent(CallFailed failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      assertThat(cause.toString()).doesNotContain(NEW_KEY).doesNotContain("sig=");
    }
  }

  private void accepted(Context x) {
    x.header("Azure-AsyncOperation", azure.url() + "/operations/1?api-version=1&sig=secret");
    x.header("Location", azure.url() + "/results/1?sig=secret");
    json(x, 202, keys(NEW_KEY, "two"));
  }

  private void firstPage(Context x) {
    String page2 = azure.url() + "/page2";
    json(
        x,
        200,
        "{\"value\":[%s,%s],\"nextLink\":\"%s\"}"
            .formatted(listed("a", "yes"), listed("c", "no"), page2));
  }

  private static String listed(String name, String tag) {
    return "{\"id\":\"%s\",\"location\":\"westeurope\",\"tags\":{\"Rekey\":\"%s\"}}"
        .formatted(PATH.replace("chat", name), tag);
  }

  private static String resource() {
    return "{\"location\":\"westeurope\",\"tags\":{\"a\":\"b\"},\"properties\":{"
        + "\"hostName\":\"chat.service.signalr.net\",\"publicPort\":443,\"disableLocalAuth\":true,"
        + "\"resourceStopped\":\"false\","
        + "\"features\":[{\"flag\":\"ServiceMode\",\"value\":\"Serverless\"}]}}";
  }

  private static String keys(String primary, String secondary) {
    return "{\"primaryKey\":\"%s\",\"secondaryKey\":\"%s\"}".formatted(primary, secondary);
  }

  private static void json(Context x, int status, String body) {
    x.status(status).contentType("application/json").result(body);
  }
}
