package io.github.rekey.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import io.github.rekey.rotation.Fingerprinter;
import io.github.rekey.rotation.Proof;
import io.github.rekey.rotation.ProofAnswer;
import io.github.rekey.sandbox.apps.AppHost;
import io.github.rekey.sandbox.control.ControlOptions;
import io.github.rekey.sandbox.control.RunningPlane;
import io.github.rekey.sandbox.signalr.DataPlane;
import io.github.rekey.sandbox.world.Faults;
import io.github.rekey.sandbox.world.Slot;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An app as .NET's: it negotiates with the new key and keeps its server connections. */
class ServerConnectionsKeptIT {
  private final TickingClock clock = new TickingClock(Instant.now());
  private final RunningPlane plane = new RunningPlane(ControlOptions.defaults(), clock);
  private final DataPlane data = DataPlane.start(plane.certificates(), plane.chat());
  private final PlaneSide azure = new PlaneSide(plane);
  private final AppHost app;
  private Instant handedOut = clock.instant();

  ServerConnectionsKeptIT() {
    write(Slot.PRIMARY);
    app = AppHost.start(plane.certificates(), plane.azure(), plane.shop());
  }

  @BeforeEach
  void connect() {
    awaitConnections();
    clock.tick(Duration.ofMinutes(10));
    handedOut = clock.instant();
  }

  @AfterEach
  void stop() {
    app.close();
    data.close();
    plane.close();
  }

  @Test
  void anAppThatKeepsItsServerConnectionsIsNotYetProvedThoughItNegotiatesWithTheNewKey() {
    plane.azure().faults().script(Faults.Kind.SERVER_CONNECTIONS_KEPT, "");
    write(Slot.SECONDARY);

    assertThat(look(negotiation())).isInstanceOf(ProofAnswer.Met.class);
    assertThat(look(azure.serverConnections(clock)))
        .isEqualTo(
            new ProofAnswer.NotYet(
                "server connections to be opened anew: 0 of 4 were since "
                    + handedOut.truncatedTo(ChronoUnit.SECONDS)));
  }

  @Test
  void anAppThatRestartsIsProved() {
    write(Slot.SECONDARY);
    Awaitility.await().until(() -> !app.restarting());
    awaitConnections();

    assertThat(look(negotiation())).isInstanceOf(ProofAnswer.Met.class);
    assertThat(look(azure.serverConnections(clock))).isInstanceOf(ProofAnswer.Met.class);
  }

  private void write(Slot slot) {
    plane
        .shop()
        .replaceSettings(
            Map.of("Azure__SignalR__ConnectionString", plane.chat().connectionString(slot)));
  }

  /** Seen by the service too: it may hear of a close after the app does. */
  private void awaitConnections() {
    Awaitility.await().until(() -> app.connected() && plane.chat().meter().open("Server") == 4);
  }

  private Proof negotiation() {
    NegotiateSight sight =
        new NegotiateSight(
            "shop",
            app.negotiateUrl(),
            () -> Set.copyOf(plane.shop().instanceIds()),
            azure.clients().plainHttp(),
            azure.guarded(Dependency.APPS));
    return new NegotiateProof(sight, new Fingerprinter(new byte[16]));
  }

  private ProofAnswer look(Proof proof) {
    Instant since = clock.instant();
    clock.tick(Duration.ofMinutes(3));
    return proof.look(azure.expectation(since, handedOut));
  }
}
