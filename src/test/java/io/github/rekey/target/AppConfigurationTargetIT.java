package io.github.rekey.target;

import static io.github.rekey.azure.Keys.connectionString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.rekey.TickingClock;
import io.github.rekey.azure.Keys;
import io.github.rekey.azure.RecordedLog;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.Holding;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.sandbox.world.ConfigurationStore;
import io.github.rekey.sandbox.world.ConfigurationStore.Content;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppConfigurationTargetIT {
  private static final String ODD = "Chat/Signal R+ü:100%;a=b&c#d?\\,*";
  private static final StoreKey PLAIN = new StoreKey("SignalR", null);
  private static final String SECRET = "https://kv-demo.vault.azure.net/secrets/signalr";
  private final TickingClock clock = new TickingClock();
  private final FakeStore store = new FakeStore(clock);
  private final ConfigurationStore world = store.world();
  private final CountingFence fence = new CountingFence();

  @AfterEach
  void stop() {
    store.close();
  }

  @Test
  void isNamedByStoreKeyAndLabel() {
    assertThat(target(PLAIN).name()).isEqualTo("app-configuration:appcs/SignalR");
    assertThat(target(new StoreKey("SignalR", "prod")).name())
        .isEqualTo("app-configuration:appcs/SignalR@prod");
  }

  @Test
  void keepsContentTypeAndTags() {
    Map<String, String> tags = Map.of("owner", "team");
    world.put("SignalR", null, new Content(connectionString(Keys.OLD), "text/plain", tags));
    assertThat(deliver(target(PLAIN))).isInstanceOf(StepOutcome.Done.class);
    assertThat(store.content(PLAIN))
        .isEqualTo(new Content(connectionString(Keys.NEW), "text/plain", tags));
    assertThat(fence.checks()).isEqualTo(1);
  }

  @Test
  void writesABareKeyAsABareKey() {
    world.put("SignalR", null, Content.text(Keys.OLD.reveal()));
    deliver(target(PLAIN));
    assertThat(store.content(PLAIN).value()).isEqualTo(Keys.NEW.reveal());
  }

  @Test
  void doesNotTouchTheSameKeyUnderAnotherLabel() {
    Content old = Content.text(connectionString(Keys.OLD));
    StoreKey labelled = new StoreKey("SignalR", "prod");
    world.put("SignalR", null, old);
    world.put("SignalR", "prod", old);
    world.put("SignalR", "test", old);

    deliver(target(labelled));
    assertThat(store.content(labelled).value()).contains(Keys.NEW.reveal());
    assertThat(store.content(PLAIN)).isEqualTo(old);
    deliver(target(PLAIN));
    assertThat(store.content(PLAIN).value()).contains(Keys.NEW.reveal());
    assertThat(store.content(new StoreKey("SignalR", "test"))).isEqualTo(old);
  }

  @Test
  void findsKeysAndLabelsThatAUrlHasToEncode() {
    StoreKey odd = new StoreKey(ODD, "a/b c+%");
    world.put(odd.key(), odd.label(), Content.text(connectionString(Keys.OLD)));
    assertThat(target(odd).read()).isEqualTo(new Holding.Key(Keys.OLD));
    deliver(target(odd));
    assertThat(store.content(odd).value()).isEqualTo(connectionString(Keys.NEW));
    assertThat(world.all()).hasSize(1);
  }

  @Test
  void doesNotWriteIntoAnotherResourcesConnectionString() {
    world.put("SignalR", null, Content.text(connectionString(Keys.OLD).replace("chat.", "shop.")));
    assertThat(refusal(target(PLAIN))).contains("another resource");
  }

  @Test
  void doesNotTryToWriteWhatIsLocked() {
    world.put("SignalR", null, Content.text(connectionString(Keys.OLD)));
    world.lock("SignalR", null);
    assertThat(refusal(target(PLAIN))).contains("is locked");
  }

  @Test
  void doesNotWriteAReferenceButNamesWhereItsValueIs() {
    world.put("SignalR", null, Content.reference(URI.create(SECRET)));
    assertThat(target(PLAIN).read())
        .isEqualTo(new Holding.Reference("key-vault-secret:kv-demo/signalr"));
    assertThat(deliver(target(PLAIN)))
        .isInstanceOfSatisfying(
            StepOutcome.Done.class,
            done -> assertThat(done.evidence()).contains("key-vault-secret:kv-demo/signalr"));
    assertThat(store.wire().writes()).isZero();
  }

  @Test
  void takesTheVersionOutOfAReferenceAndNothingElse() {
    String type = "application/vnd.microsoft.appconfig.keyvaultref+json; charset=utf-8";
    for (String contentType : new String[] {Content.REFERENCE, type}) {
      String bound = "{\"uri\":\"" + SECRET + "/0123456789abcdef\",\"note\":{\"a\":[1]}}";
      world.put("SignalR", null, new Content(bound, contentType, Map.of("owner", "team")));
      assertThat(target(PLAIN).read())
          .isEqualTo(new Holding.Reference("key-vault-secret:kv-demo/signalr"));
      assertThat(deliver(target(PLAIN)))
          .isInstanceOfSatisfying(
              StepOutcome.Done.class,
              done -> assertThat(done.evidence()).contains("bound to one version"));
      String moving = "{\"uri\":\"" + SECRET + "\",\"note\":{\"a\":[1]}}";
      assertThat(store.content(PLAIN))
          .isEqualTo(new Content(moving, contentType, Map.of("owner", "team")));
    }
    assertThat(fence.checks()).isEqualTo(2);
  }

  @Test
  void doesNotOverwriteAReferenceThatSomebodyElseIsChanging() {
    world.put("SignalR", null, Content.reference(URI.create(SECRET + "/0123456789abcdef")));
    Content others = Content.reference(URI.create(SECRET + "/fedcba9876543210"));
    store.wire().afterNextRead(() -> world.put("SignalR", null, others));
    CallFailed failure = catchThrowableOfType(CallFailed.class, () -> deliver(target(PLAIN)));
    assertThat(failure.kind()).isEqualTo(CallFailed.Kind.CONFLICT);
    assertThat(store.content(PLAIN)).isEqualTo(others);
  }

  @Test
  void doesNotGuessAtAReferenceToNoSecret() {
    world.put("SignalR", null, Content.reference(URI.create("https://kv/keys/signalr")));
    assertThat(target(PLAIN).read()).isInstanceOf(Holding.Nothing.class);
    assertThat(refusal(target(PLAIN))).contains("to no secret");
  }

  @Test
  void doesNotQuoteAValueThatDoesNotFitItsContentType() {
    String bare = "k3y".repeat(14);
    try (RecordedLog log = RecordedLog.asRekeyRuns()) {
      world.put("SignalR", null, new Content(bare, Content.REFERENCE, Map.of()));
      assertThat(refusal(target(PLAIN))).contains("content type").doesNotContain(bare);
      assertThat(log.lines()).noneMatch(line -> line.contains(bare));
    }
  }

  private AppConfigurationTarget target(StoreKey place) {
    return new AppConfigurationTarget(store.client(), place, null, clock);
  }

  private StepOutcome deliver(AppConfigurationTarget target) {
    return target.deliver(Keys.NEW_KEY, Map.of(), fence);
  }

  private String refusal(AppConfigurationTarget target) {
    CallFailed failure = catchThrowableOfType(CallFailed.class, () -> deliver(target));
    assertThat(failure.kind()).isEqualTo(CallFailed.Kind.REFUSED);
    assertThat(store.wire().writes()).isZero();
    return String.valueOf(failure.getMessage());
  }
}
