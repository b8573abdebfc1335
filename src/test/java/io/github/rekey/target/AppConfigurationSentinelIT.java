package io.github.rekey.target;

import static io.github.rekey.azure.Keys.connectionString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.rekey.TickingClock;
import io.github.rekey.azure.Keys;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.sandbox.world.ConfigurationStore;
import io.github.rekey.sandbox.world.ConfigurationStore.Content;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppConfigurationSentinelIT {
  private static final StoreKey PLACE = new StoreKey("SignalR", null);
  private static final StoreKey WATCHED = new StoreKey("Sentinel", "prod");
  private static final String SECRET = "https://kv-demo.vault.azure.net/secrets/signalr";
  private final TickingClock clock = new TickingClock();
  private final FakeStore store = new FakeStore(clock);
  private final ConfigurationStore world = store.world();
  private final CountingFence fence = new CountingFence();
  private final Map<String, String> notes = new HashMap<>();

  @AfterEach
  void stop() {
    store.close();
  }

  @Test
  void changesTheSentinelAfterTheValue() {
    world.put("SignalR", null, Content.text(connectionString(Keys.OLD)));
    world.put("Sentinel", "prod", new Content("1", "text/plain", Map.of("of", "all")));
    world.put("Sentinel", null, Content.text("1"));
    StepOutcome.Done done = (StepOutcome.Done) deliver();
    assertThat(done.evidence()).contains("told apps that watch Sentinel@prod");
    assertThat(store.content(WATCHED))
        .isEqualTo(new Content(clock.instant().toString(), "text/plain", Map.of("of", "all")));
    assertThat(store.content(new StoreKey("Sentinel", null)).value()).isEqualTo("1");
    assertThat(fence.checks()).isEqualTo(2);
  }

  @Test
  void changesTheSentinelOfAReferenceToo() {
    world.put("SignalR", null, Content.reference(URI.create(SECRET)));
    world.put("Sentinel", "prod", Content.text("1"));
    deliver();
    assertThat(store.content(WATCHED).value()).isEqualTo(clock.instant().toString());
  }

  @Test
  void doesNotChangeTheSentinelAtEveryLook() {
    world.put("SignalR", null, Content.text(connectionString(Keys.OLD)));
    world.put("Sentinel", "prod", Content.text("1"));
    deliver();
    Content told = store.content(WATCHED);
    clock.tick(Duration.ofMinutes(1));
    deliver();
    assertThat(store.content(WATCHED)).isEqualTo(told);
    assertThat(store.wire().writes()).isEqualTo(2);
  }

  @Test
  void changesTheSentinelAgainIfTheValueHadToBeWrittenAgain() {
    world.put("SignalR", null, Content.text(connectionString(Keys.OLD)));
    world.put("Sentinel", "prod", Content.text("1"));
    deliver();
    Content told = store.content(WATCHED);
    clock.tick(Duration.ofMinutes(1));
    world.put("SignalR", null, Content.text(connectionString(Keys.OLD)));
    deliver();
    assertThat(store.content(WATCHED)).isNotEqualTo(told);
  }

  @Test
  void afterACrashBetweenValueAndSentinelTheSentinelIsStillChanged() {
    world.put("SignalR", null, Content.text(connectionString(Keys.NEW)));
    world.put("Sentinel", "prod", Content.text("1"));
    deliver();
    assertThat(store.content(WATCHED).value()).isNotEqualTo("1");
    assertThat(store.wire().writes()).isEqualTo(1);
  }

  @Test
  void doesNotMakeASentinelThatIsNotThere() {
    world.put("SignalR", null, Content.text(connectionString(Keys.OLD)));
    CallFailed failure = catchThrowableOfType(CallFailed.class, this::deliver);
    assertThat(failure.kind()).isEqualTo(CallFailed.Kind.GONE);
    assertThat(failure).hasMessageContaining("appcs/Sentinel@prod");
    assertThat(store.content(PLACE).value()).contains(Keys.NEW.reveal());
    assertThat(world.all()).hasSize(1);
  }

  @Test
  void doesNotChangeTheSentinelForAnIdentity() {
    world.put(
        "SignalR", null, Content.text("Endpoint=https://chat.service.signalr.net;AuthType=azure"));
    world.put("Sentinel", "prod", Content.text("1"));
    deliver();
    assertThat(store.wire().writes()).isZero();
  }

  @Test
  void doesNotOverwriteASentinelThatSomebodyElseIsChanging() {
    world.put("SignalR", null, Content.text(connectionString(Keys.NEW)));
    world.put("Sentinel", "prod", Content.text("1"));
    Runnable edit = () -> world.put("Sentinel", "prod", Content.text("theirs"));
    store.wire().afterNextRead(() -> store.wire().afterNextRead(edit));
    CallFailed failure = catchThrowableOfType(CallFailed.class, this::deliver);
    assertThat(failure.kind()).isEqualTo(CallFailed.Kind.CONFLICT);
    assertThat(store.content(WATCHED).value()).isEqualTo("theirs");
    deliver();
    assertThat(store.content(WATCHED).value()).isEqualTo(clock.instant().toString());
  }

  private StepOutcome deliver() {
    StepOutcome outcome =
        new AppConfigurationTarget(store.client(), PLACE, WATCHED, clock)
            .deliver(Keys.NEW_KEY, notes, fence);
    if (outcome instanceof StepOutcome.Done done) {
      notes.putAll(done.notes());
    }
    return outcome;
  }
}
