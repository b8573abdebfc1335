package io.github.rekey.target;

import static io.github.rekey.azure.Keys.connectionString;
import static io.github.rekey.target.FakeContainerApp.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.rekey.TickingClock;
import io.github.rekey.azure.Dependency;
import io.github.rekey.azure.FakeAzure;
import io.github.rekey.azure.Keys;
import io.github.rekey.azure.NegotiateSight;
import io.github.rekey.rotation.CallFailed;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.rotation.WaveGate;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** Container apps in ARM, and looks at them while time is ticked by hand. */
abstract class ContainerAppCase {
  protected static final String URL = "https://kv-demo.vault.azure.net/secrets/signalr";
  protected static final String ELSEWHERE = "https://kv-demo.vault.azure.net/secrets/elsewhere";

  protected final TickingClock clock = new TickingClock();
  protected final CountingFence fence = new CountingFence();
  protected final FakeContainerApp single =
      new FakeContainerApp("single", "a")
          .with("first", "stays")
          .with(SECRET, connectionString(Keys.OLD))
          .withReference("elsewhere", ELSEWHERE, "fetched")
          .started();
  protected final FakeContainerApp multiple =
      new FakeContainerApp("multiple", "a", "b").with(SECRET, connectionString(Keys.OLD)).started();
  protected final FakeContainerApp referring =
      new FakeContainerApp("referring", "a")
          .with("first", "stays")
          .withReference(SECRET, URL, connectionString(Keys.OLD))
          .started();
  protected final FakeAzure azure =
      new FakeAzure(
          routes -> {
            single.routes(routes);
            multiple.routes(routes);
            referring.routes(routes);
          });
  private final ContainerApps apps =
      new ContainerApps(azure.clients(), azure.guarded(Dependency.CONTAINER_APPS));
  protected final List<Instant> asked = new ArrayList<>();
  protected @Nullable String held;
  protected Map<String, String> notes = Map.of();

  @AfterEach
  void stop() {
    azure.close();
  }

  protected CallFailed failure(FakeContainerApp fake) {
    return catchThrowableOfType(CallFailed.class, () -> look(unseen(fake)));
  }

  protected ContainerAppTarget unseen(FakeContainerApp fake) {
    return target(fake, null);
  }

  protected ContainerAppTarget seen(FakeContainerApp fake) {
    String app = ContainerAppId.parse(fake.id()).app();
    return target(
        fake,
        new NegotiateSight(
            app,
            URI.create(azure.url() + "/" + app),
            Set::of,
            azure.clients().plainHttp(),
            azure.guarded(Dependency.APPS)));
  }

  private ContainerAppTarget target(FakeContainerApp fake, @Nullable NegotiateSight sight) {
    Activation activation =
        new Activation(1, Duration.ofSeconds(60), Duration.ofMinutes(3), Duration.ofSeconds(1));
    ContainerApp app = apps.app(ContainerAppId.parse(fake.id()));
    WaveGate gate =
        (resource, last) -> {
          asked.add(last);
          return Optional.ofNullable(held);
        };
    RevisionRestarts restarts = new RevisionRestarts(app, sight, gate, activation);
    return new ContainerAppTarget(app, SECRET, restarts, activation, clock);
  }

  protected StepOutcome look(ContainerAppTarget target) {
    StepOutcome outcome = target.deliver(Keys.NEW_KEY, notes, fence);
    if (outcome instanceof StepOutcome.NotYet notYet) {
      notes = notYet.notes();
    }
    return outcome;
  }

  protected void looks(ContainerAppTarget target, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(look(target)).isInstanceOf(StepOutcome.NotYet.class);
    }
  }

  protected static String waitingFor(StepOutcome outcome) {
    assertThat(outcome).isInstanceOf(StepOutcome.NotYet.class);
    return ((StepOutcome.NotYet) outcome).waitingFor();
  }

  protected static String evidence(StepOutcome outcome) {
    assertThat(outcome).isInstanceOf(StepOutcome.Done.class);
    return ((StepOutcome.Done) outcome).evidence();
  }
}
