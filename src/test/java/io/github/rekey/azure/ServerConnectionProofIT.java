package io.github.rekey.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import io.github.rekey.rotation.ClientMeter;
import io.github.rekey.rotation.Proof;
import io.github.rekey.rotation.ProofAnswer;
import io.github.rekey.sandbox.control.ControlOptions;
import io.github.rekey.sandbox.control.RunningPlane;
import io.github.rekey.sandbox.world.Meter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Four server connections on a sandbox's meter, seen by the real metrics client minute by minute.
 */
class ServerConnectionProofIT {
  private final TickingClock clock =
      new TickingClock(Instant.now().truncatedTo(ChronoUnit.MINUTES).plusSeconds(20));
  private final RunningPlane plane = new RunningPlane(ControlOptions.defaults(), clock);
  private final Meter meter = plane.chat().meter();
  private final ServerConnectionProof proof = new PlaneSide(plane).serverConnections(clock);
  private Instant handedOut = clock.instant();

  @AfterEach
  void stop() {
    plane.close();
  }

  @Test
  void isMetWhenAllWereOpenedAnewAndNoneWasRefused() {
    handOut();
    reopen(4);
    pass(3);
    assertThat(look(handedOut))
        .isEqualTo(
            new ProofAnswer.Met(
                "4 server connections, all opened since the key was handed out, none refused for"
                    + " 1m1s"));
  }

  @Test
  void isNotMetWhileOneIsOlderThanTheKey() {
    handOut();
    reopen(3);
    pass(3);
    assertThat(look(handedOut))
        .isEqualTo(
            new ProofAnswer.NotYet(
                "server connections to be opened anew: 3 of 4 were since " + handedOut));
  }

  @Test
  void doesNotCountOpeningsOfBeforeTheHandOut() {
    handOut();
    assertThat(meter.open("Server")).as("opened before").isEqualTo(4);
    pass(3);
    assertThat(look(handedOut)).isInstanceOf(ProofAnswer.NotYet.class);
  }

  @Test
  void aRefusedConnectionHoldsForAReconnectPeriodAndNotLonger() {
    handOut();
    reopen(4);
    pass(1);
    meter.refused("Server", "Unauthorized");
    pass(1);
    assertThat(look(handedOut))
        .isEqualTo(
            new ProofAnswer.NotYet("1m1s without a refused server connection: 1 were refused"));
    pass(2);
    assertThat(look(handedOut)).isInstanceOf(ProofAnswer.Met.class);
  }

  @Test
  void aRefusedClientDoesNotHold() {
    handOut();
    reopen(4);
    pass(2);
    meter.refused("Client", "Unauthorized");
    pass(1);
    assertThat(look(handedOut)).isInstanceOf(ProofAnswer.Met.class);
  }

  @Test
  void isNotMetWithoutAServerConnection() {
    handOut();
    close(4);
    pass(3);
    assertThat(look(handedOut))
        .isEqualTo(new ProofAnswer.NotYet("a server connection: none is open"));
  }

  @Test
  void waitsForABucketThatBeganSince() {
    handOut();
    reopen(4);
    pass(3);
    Instant justNow = clock.instant();
    clock.tick(Duration.ofSeconds(50));
    assertThat(proof.look(new PlaneSide(plane).expectation(justNow, handedOut)))
        .isEqualTo(new ProofAnswer.NotYet("a measurement of server connections since " + justNow));
  }

  @Test
  void isMetByTheSameBucketAsTheClientsWhereNoneWasRefused() {
    handOut();
    reopen(4);
    pass(1);
    assertThat(secondsAfterTheClients()).isZero();
  }

  @Test
  void isMetOneBucketLaterWhereOneWasRefusedJustBeforeTheCounting() {
    handOut();
    reopen(4);
    pass(1);
    meter.refused("Server", "Unauthorized");
    clock.tick(Duration.ofSeconds(1));
    assertThat(secondsAfterTheClients()).isEqualTo(60);
  }

  @Test
  void doesNotDemandOpeningsOfAKeyThatWasThereBefore() {
    handOut();
    pass(3);
    assertThat(look(null))
        .isEqualTo(
            new ProofAnswer.Met(
                "4 server connections, of which some may be older than the hand-out, none refused"
                    + " for 1m1s"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Serverless", "Classic"})
  void doesNotDemandServerConnectionsWhereNoneAreNeeded(String mode) {
    plane.chat().serviceMode(mode);
    pass(3);
    assertThat(look(handedOut))
        .isInstanceOfSatisfying(
            ProofAnswer.Met.class,
            met -> assertThat(met.evidence()).startsWith("no server connections"));
  }

  @Test
  void demandsThemInClassicModeWhereThereWereSome() {
    plane.chat().serviceMode("Classic");
    handOut();
    pass(3);
    assertThat(look(handedOut)).isInstanceOf(ProofAnswer.NotYet.class);
  }

  /** How much later it is met than the count of clients, looked at every five seconds. */
  private long secondsAfterTheClients() {
    PlaneSide azure = new PlaneSide(plane);
    ClientMeter clients =
        new MonitorClientMeter(
            new ConnectionMetrics(azure.clients(), azure.guarded(Dependency.MONITOR)), clock);
    Proof.Expectation expectation = azure.expectation(clock.instant(), handedOut);
    Instant back = firstMet(new ReconnectProof(clients, 1.0), expectation);
    return Duration.between(back, firstMet(proof, expectation)).toSeconds();
  }

  private Instant firstMet(Proof counting, Proof.Expectation expectation) {
    while (!(counting.look(expectation) instanceof ProofAnswer.Met)) {
      clock.tick(Duration.ofSeconds(5));
      assertThat(clock.instant()).isBefore(expectation.since().plusSeconds(600));
    }
    return clock.instant();
  }

  /** A client, and ten minutes after the apps connected. */
  private void handOut() {
    meter.opened("Client");
    for (int i = 0; i < 4; i++) {
      meter.opened("Server");
    }
    pass(10);
    handedOut = clock.instant();
  }

  private void close(int count) {
    for (int i = 0; i < count; i++) {
      meter.closed("Server", "Normal");
    }
  }

  private void reopen(int count) {
    close(count);
    for (int i = 0; i < count; i++) {
      meter.opened("Server");
    }
  }

  private void pass(int minutes) {
    clock.tick(Duration.ofMinutes(minutes));
  }

  private ProofAnswer look(Instant fresh) {
    return proof.look(new PlaneSide(plane).expectation(handedOut, fresh));
  }
}
