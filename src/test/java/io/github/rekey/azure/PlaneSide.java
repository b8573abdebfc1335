package io.github.rekey.azure;

import io.github.rekey.rotation.AccessKey;
import io.github.rekey.rotation.Baseline;
import io.github.rekey.rotation.KeyPair;
import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.NewKey;
import io.github.rekey.rotation.Proof.Expectation;
import io.github.rekey.rotation.ResourceId;
import io.github.rekey.sandbox.control.RunningPlane;
import io.github.rekey.sandbox.world.SignalRResource;
import io.github.rekey.sandbox.world.Slot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Our adapters, with the real SDK's clients, on a sandbox's control plane. */
final class PlaneSide {
  private final RunningPlane plane;
  private final OnSandbox azure;

  PlaneSide(RunningPlane plane) {
    this.plane = plane;
    this.azure = new OnSandbox(plane);
  }

  AzureClients clients() {
    return azure.clients();
  }

  Guarded guarded(Dependency dependency) {
    return azure.guarded(dependency);
  }

  ServerConnectionProof serverConnections(Clock clock) {
    return new ServerConnectionProof(
        new ArmSignalRKeys(clients(), guarded(Dependency.ARM)),
        new ConnectionMetrics(clients(), guarded(Dependency.MONITOR)),
        Duration.ofSeconds(61),
        clock);
  }

  /** That everybody is on the secondary key. */
  Expectation expectation(Instant since, @Nullable Instant fresh) {
    SignalRResource chat = plane.chat();
    KeyPair listed =
        new KeyPair(
            new AccessKey(chat.listedKey(Slot.PRIMARY)),
            new AccessKey(chat.listedKey(Slot.SECONDARY)));
    NewKey key =
        new NewKey(
            new ResourceId(chat.id()), chat.endpoint(), KeySlot.SECONDARY, listed.secondary());
    return new Expectation(key, listed, new Baseline(1, since, "test"), since, fresh);
  }
}
