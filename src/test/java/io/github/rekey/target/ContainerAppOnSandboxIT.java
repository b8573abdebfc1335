package io.github.rekey.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import io.github.rekey.azure.Dependency;
import io.github.rekey.azure.NegotiateSight;
import io.github.rekey.azure.OnSandbox;
import io.github.rekey.rotation.AccessKey;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.NewKey;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.rotation.StepOutcome;
import io.github.rekey.rotation.WaveGate;
import io.github.rekey.sandbox.apps.AppHost;
import io.github.rekey.sandbox.control.ControlOptions;
import io.github.rekey.sandbox.control.RunningPlane;
import io.github.rekey.sandbox.signalr.DataPlane;
import io.github.rekey.sandbox.world.ContainerApp.Secret;
import io.github.rekey.sandbox.world.Faults;
import io.github.rekey.sandbox.world.Slot;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The target against the sandbox's Resource Manager and apps that really run. */
class ContainerAppOnSandboxIT {
  private static final String URL = "https://kv.vault.azure.net/secrets/signalr";
  private static final Activation ACTIVATION =
      new Activation(1, Duration.ofSeconds(60), Duration.ofMinutes(3), Duration.ofSeconds(1));

  private final TickingClock clock = new TickingClock();
  private final RunningPlane running =
      new RunningPlane(
          ControlOptions.defaults().withLroDuration(Duration.ofMillis(300)), Clock.systemUTC());
  private final DataPlane dataPlane = DataPlane.start(running.certificates(), running.chat());
  private final String group =
      "/subscriptions/" + running.plane().options().subscriptionId() + "/resourceGroups/live";
  private final String id = group + "/providers/Microsoft.App/containerApps/web";
  private final OnSandbox azure = new OnSandbox(running);
  private AppHost host;
  private Map<String, String> notes = Map.of();

  @AfterEach
  void stop() {
    host.close();
    dataPlane.close();
    running.close();
  }

  @Test
  void everyInstanceLoadsTheKeyAlthoughTheFirstRestartIsIgnored() {
    run(List.of("only"), Secret.of("signalr", connectionString(Slot.PRIMARY)));
    running.azure().faults().script(Faults.Kind.RESTART_IGNORED, "");
    assertThat(keys()).containsOnly("primary #1");

    deliver();

    assertThat(keys()).containsOnly("secondary #1");
    assertThat(running.azure().calls().of("patchContainerApp")).isEqualTo(1);
    assertThat(running.azure().calls().of("restartRevision")).isEqualTo(2);
  }

  @Test
  void everyRevisionIsRestarted() {
    run(List.of("blue", "green"), Secret.of("signalr", connectionString(Slot.PRIMARY)));

    deliver();

    assertThat(keys()).hasSize(4).containsOnly("secondary #1");
    assertThat(running.azure().calls().of("restartRevision")).isEqualTo(2);
  }

  @Test
  void aReferenceIsFetchedAnewAndNotWritten() {
    putInVault(Slot.PRIMARY);
    run(List.of("only"), new Secret("signalr", connectionString(Slot.PRIMARY), URL, "system"));
    putInVault(Slot.SECONDARY);

    deliver();

    assertThat(keys()).containsOnly("secondary #1");
    assertThat(running.vault().versions("signalr")).hasSize(2);
  }

  private void run(List<String> revisions, Secret secret) {
    io.github.rekey.sandbox.world.ContainerApp app =
        new io.github.rekey.sandbox.world.ContainerApp(
            id,
            2,
            revisions,
            Map.of("Azure__SignalR__ConnectionString", "signalr"),
            List.of(secret, Secret.of("other", "stays")));
    running.azure().add(app);
    host =
        AppHost.start(
            running.certificates(),
            running.azure(),
            app,
            AppHost.Options.defaults()
                .withRestart(Duration.ofMillis(50))
                .withBackOff(Duration.ofMillis(100)));
    await().until(host::connected);
  }

  private void putInVault(Slot slot) {
    running.vault().put("signalr", connectionString(slot), Map.of(), "");
  }

  private void deliver() {
    ContainerApp app =
        new ContainerApps(azure.clients(), azure.guarded(Dependency.CONTAINER_APPS))
            .app(ContainerAppId.parse(id));
    NegotiateSight sight =
        new NegotiateSight(
            "web",
            host.negotiateUrl(),
            Set::of,
            azure.clients().plainHttp(),
            azure.guarded(Dependency.APPS));
    RevisionRestarts restarts = new RevisionRestarts(app, sight, WaveGate.OPEN, ACTIVATION);
    ContainerAppTarget target = new ContainerAppTarget(app, "signalr", restarts, ACTIVATION, clock);
    NewKey key =
        new NewKey(
            new ResourceId(running.chat().id()),
            running.chat().endpoint(),
            KeySlot.SECONDARY,
            new AccessKey(running.chat().listedKey(Slot.SECONDARY)));
    await().until(() -> look(target, key) instanceof StepOutcome.Done);
    assertThat(notes.toString()).doesNotContain(key.key().reveal());
  }

  /** Ten seconds pass between two looks, but none while instances restart. */
  private StepOutcome look(ContainerAppTarget target, NewKey key) {
    if (!host.restarting() && host.connected()) {
      clock.tick(Duration.ofSeconds(10));
    }
    StepOutcome outcome = target.deliver(key, notes, () -> {});
    if (outcome instanceof StepOutcome.NotYet notYet) {
      notes = notYet.notes();
    }
    return outcome;
  }

  private String connectionString(Slot slot) {
    return running.chat().connectionString(slot);
  }

  private List<String> keys() {
    return host.instances().stream().map(AppHost.Instance::key).toList();
  }

  private static ConditionFactory await() {
    return Awaitility.await();
  }
}
