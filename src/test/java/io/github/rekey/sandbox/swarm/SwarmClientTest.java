package io.github.rekey.sandbox.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.TickingClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SwarmClientTest {
  private final TickingClock clock = new TickingClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final HandTimer timer = new HandTimer(clock);
  private final FlakyLink link = new FlakyLink();
  private final SwarmClient client =
      new SwarmClient(
          "client-001",
          URI.create("https://app.example/chat"),
          link,
          new SwarmClient.Habits(
              ReconnectSchedule.usual(), timer, new ConnectGate(1), clock, state -> {}));

  @BeforeEach
  void connect() {
    client.begin();
    timer.forward(Duration.ZERO);
  }

  @Test
  void isConnectedWithoutAGapAtFirst() {
    assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
    assertThat(client.report().drops()).isZero();
    assertThat(client.report().totalGap()).isZero();
  }

  @Test
  void comesBackAtTheFirstAttemptThatSucceeds() {
    link.service(false);
    link.drop();
    timer.forward(Duration.ofSeconds(5));
    link.service(true);
    assertThat(client.state()).isEqualTo(ClientState.RECONNECTING);

    timer.forward(Duration.ofSeconds(7));
    assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
    assertThat(link.attempts()).as("first connect, then at 0, 2 and 12 s").isEqualTo(4);
    assertThat(client.report().longestGap()).isEqualTo(Duration.ofSeconds(12));
  }

  @Test
  void isLostAfter42SecondsAndNotBefore() {
    link.service(false);
    link.drop();
    timer.forward(Duration.ofMillis(41_999));
    assertThat(client.state()).isEqualTo(ClientState.RECONNECTING);
    timer.forward(Duration.ofMillis(1));
    assertThat(client.state()).isEqualTo(ClientState.LOST);
  }

  @Test
  void doesNotComeBackOnceLost() {
    link.service(false);
    link.drop();
    timer.forward(Duration.ofSeconds(42));
    link.service(true);
    timer.forward(Duration.ofHours(1));
    assertThat(client.state()).isEqualTo(ClientState.LOST);
    assertThat(client.report().longestGap()).isEqualTo(Duration.ofSeconds(3642));
  }

  @Test
  void startsTheScheduleAnewAfterEachReconnect() {
    for (int i = 0; i < 10; i++) {
      link.service(false);
      link.drop();
      timer.forward(Duration.ofSeconds(1));
      link.service(true);
      timer.forward(Duration.ofSeconds(1));
    }
    assertThat(client.report())
        .returns(ClientState.CONNECTED, Report.Client::state)
        .returns(10, Report.Client::drops)
        .returns(Duration.ofSeconds(20), Report.Client::totalGap)
        .returns(Duration.ofSeconds(2), Report.Client::longestGap);
  }

  @Test
  void doesNotReconnectOnceStopped() {
    client.stop();
    timer.forward(Duration.ofMinutes(1));
    assertThat(link.attempts()).isEqualTo(1);
    assertThat(client.report().drops()).isZero();
  }

  @Test
  void remembersWhenTheLastAnswerCame() {
    assertThat(client.report().lastMessage()).isNull();
    client.echo();
    assertThat(client.report().lastMessage()).isEqualTo(clock.instant());
  }

  @Test
  void doesNotSendWhileItHasNoConnection() {
    link.service(false);
    link.drop();
    client.echo();
    assertThat(client.report().lastMessage()).isNull();
  }
}
