package io.github.rekey.journal;

import static io.github.rekey.journal.Given.CHAT;
import static io.github.rekey.journal.Given.alert;
import static io.github.rekey.journal.Given.understood;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.rekey.TickingClock;
import io.github.rekey.triage.Alert;
import io.github.rekey.triage.AlertSink;
import io.github.rekey.triage.Reading;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Backend.class)
class InboxDrainIT {
  private final TickingClock clock = new TickingClock(Given.NOW);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Queue<Alert> received = new ConcurrentLinkedQueue<>();
  private final Database database;
  private final JdbcIncidents incidents;
  private final JdbcInbox inbox;
  private final InboxReader reader;

  InboxDrainIT(Backend backend) {
    database = Database.open(backend.create());
    incidents = new JdbcIncidents(database);
    inbox = new JdbcInbox(database, clock, () -> {});
    reader = new InboxReader(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void everyAlertIsHandedOverOnceInTheOrderOfArrival() {
    store(120);
    InboxDrain drain = drain(received::add);
    assertThat(drain.drainBatch() + drain.drainBatch() + drain.drainBatch()).isEqualTo(120);
    assertThat(drain.drainBatch()).isZero();
    assertThat(received)
        .extracting(alert -> alert.origin().eventId())
        .hasSize(120)
        .startsWith("e0");
    assertThat(received).doesNotHaveDuplicates();
    assertThat(reader.recent(1).get(0).handledAt()).isEqualTo(clock.instant());
    assertThat(count("handled")).isEqualTo(120);
  }

  @Test
  void aFailingAlertHoldsUpNoOtherAndComesAgainLater() {
    store(3);
    AlertSink failsOnSecond =
        alert -> {
          incidents.attach(CHAT, alert, clock.instant());
          if (alert.equals(alert("e1"))) {
            throw new IllegalStateException("no");
          }
        };
    InboxDrain drain = drain(failsOnSecond);
    drain.drainBatch();
    assertThat(incidents.open(CHAT).orElseThrow().alerts())
        .containsExactly(alert("e0"), alert("e2"));
    assertThat(drain.drainBatch()).isZero();
    assertThat(count("failed")).isEqualTo(1);
    assertThat(count("handled")).isEqualTo(2);

    clock.tick(Duration.ofSeconds(1));
    drain(alert -> incidents.attach(CHAT, alert, clock.instant())).drainBatch();
    assertThat(incidents.open(CHAT).orElseThrow().alerts()).hasSize(3);
    assertThat(reader.waiting()).isZero();
  }

  @Test
  void anAlertThatKeepsFailingWaitsLongerEachTime() {
    store(1);
    InboxDrain drain =
        drain(
            alert -> {
              throw new IllegalStateException("no");
            });
    drain.drainBatch();
    clock.tick(Duration.ofSeconds(1));
    assertThat(drain.drainBatch()).isEqualTo(1);
    clock.tick(Duration.ofSeconds(1));
    assertThat(drain.drainBatch()).isZero();
    clock.tick(Duration.ofSeconds(1));
    assertThat(drain.drainBatch()).isEqualTo(1);
    assertThat(reader.recent(1).get(0).attempts()).isEqualTo(3);
  }

  @Test
  void twoDrainsDoNotHandOverTheSameAlert() {
    store(300);
    InboxDrain one = drain(received::add);
    InboxDrain two = drain(received::add);
    IntStream.range(0, 2)
        .parallel()
        .forEach(
            i -> {
              InboxDrain drain = i == 0 ? one : two;
              while (reader.waiting() > 0) {
                drain.drainBatch();
              }
            });
    assertThat(received).hasSize(300).doesNotHaveDuplicates();
  }

  @Test
  void aNudgedDrainHandsOverAtOnceAndAClosedOneDoesNot() {
    InboxDrain drain = drain(received::add);
    drain.start();
    store(1);
    drain.nudge();
    await().until(() -> received.size() == 1);
    drain.close();
    inbox.store(List.of(understood("later")));
    drain.nudge();
    assertThat(reader.waiting()).isEqualTo(1);
  }

  private void store(int alerts) {
    List<Reading> readings = IntStream.range(0, alerts).mapToObj(i -> understood("e" + i)).toList();
    for (Reading reading : readings) {
      inbox.store(List.of(reading));
    }
  }

  private InboxDrain drain(AlertSink sink) {
    return new InboxDrain(database, sink, clock, meters);
  }

  private double count(String result) {
    return meters.counter("rekey.inbox.alerts", "result", result).count();
  }
}
