package io.github.rekey.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.rekey.sandbox.servicebus.Counts;
import io.github.rekey.sandbox.servicebus.DeadLetter;
import io.github.rekey.sandbox.servicebus.QueueOptions;
import io.github.rekey.sandbox.servicebus.ServiceBusEmulator;
import io.github.rekey.triage.Inbox;
import io.github.rekey.triage.Reading;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The listener with the real Service Bus client against the simulated broker. */
class QueueListenerIT {
  private static final String QUEUE = "alerts";
  private static final byte[] REGENERATED =
      Samples.bytes("synthesised/regeneratekey-success-eventgrid.json");
  private static final byte[] UNREADABLE = "no JSON at all".getBytes(StandardCharsets.UTF_8);

  private final ServiceBusEmulator broker =
      ServiceBusEmulator.start().queue(QUEUE, QueueOptions.defaults());
  private final MemoryInbox memory = new MemoryInbox();
  private final List<Counts> atStore = new CopyOnWriteArrayList<>();
  private final QueueListener listener = listener(Duration.ofSeconds(1));

  /** Notes what the queue held when a message was stored. */
  private List<Inbox.Receipt> store(List<Reading> readings) {
    List<Inbox.Receipt> receipts = memory.store(readings);
    atStore.add(broker.counts(QUEUE));
    return receipts;
  }

  private QueueListener listener(Duration patience) {
    Intake intake =
        new Intake(Samples.reader(), this::store, new IntakeMeters(new SimpleMeterRegistry()));
    QueueSettings settings =
        QueueSettings.byConnectionString(broker.connectionString(), QUEUE, 4)
            .withPatience(patience);
    return new QueueListener(settings, intake);
  }

  @AfterEach
  void close() {
    listener.close();
    broker.close();
  }

  @Test
  void aMessageIsStoredAndOnlyThenCompleted() {
    listener.start();
    send("one", REGENERATED);
    soon().until(() -> counts().completed() == 1);
    assertThat(memory.stored()).hasSize(1);
    assertThat(atStore).hasSize(1);
    assertThat(atStore.get(0).locked()).isEqualTo(1);
    assertThat(atStore.get(0).completed()).isZero();
  }

  @Test
  void whatWasSentBeforeTheListenerStartedIsNotMissed() {
    send("early", REGENERATED);
    listener.start();
    soon().until(() -> counts().completed() == 1);
    assertThat(memory.stored()).hasSize(1);
  }

  @Test
  void anUnreadableMessageIsKeptInQuarantineAndDeadLetteredWithItsReason() {
    listener.start();
    send("bad", UNREADABLE);
    send("good", REGENERATED);
    soon().until(() -> counts().dead() == 1 && counts().completed() == 1);
    assertThat(broker.deadLetters(QUEUE))
        .containsExactly(
            new DeadLetter(
                "bad", "Unreadable", "Nothing in it could be read; Rekey keeps a copy."));
    assertThat(memory.stored())
        .filteredOn(Reading.Unreadable.class::isInstance)
        .singleElement()
        .extracting(reading -> ((Reading.Unreadable) reading).body())
        .isEqualTo("no JSON at all");
  }

  @Test
  void nothingIsCompletedWhileTheInboxIsDownAndOnceItIsBackTheMessageIsStoredOnce() {
    memory.failNext(Integer.MAX_VALUE);
    listener.start();
    send("one", REGENERATED);
    soon().until(() -> counts().abandoned() >= 2);
    assertThat(counts().completed()).isZero();
    assertThat(counts().dead()).isZero();
    assertThat(memory.stored()).isEmpty();

    memory.failNext(0);
    soon().until(() -> counts().completed() == 1);
    assertThat(memory.stored()).hasSize(1);
    assertThat(counts().active() + counts().locked() + counts().dead()).isZero();
  }

  @Test
  void aCutConnectionDoesNotStopTheListener() {
    listener.start();
    send("before", REGENERATED);
    soon().until(() -> counts().completed() == 1);

    broker.cutConnections();
    send("after", Samples.bytes("synthesised/metric-unauthorized-common.json"));
    soon().until(() -> counts().completed() == 2);
    assertThat(memory.stored()).hasSize(2);
    assertThat(listener.isRunning()).isTrue();
  }

  @Test
  void duplicatesAreAllCompletedAndStoredOnce() {
    listener.start();
    for (int i = 0; i < 20; i++) {
      send("copy-" + i, REGENERATED);
    }
    soon().until(() -> counts().completed() == 20);
    assertThat(memory.stored()).hasSize(1);
    assertThat(counts().dead()).isZero();
  }

  @Test
  void aClosedListenerTakesNothingMore() {
    listener.start();
    send("one", REGENERATED);
    soon().until(() -> counts().completed() == 1);
    listener.close();
    send("two", REGENERATED);
    await()
        .during(Duration.ofMillis(500))
        .until(() -> counts().active() + counts().locked() == 1 && counts().completed() == 1);
    assertThat(memory.stored()).hasSize(1);
  }

  private void send(String id, byte[] body) {
    broker.publish(QUEUE, id, "application/json", body, Map.of());
  }

  private Counts counts() {
    return broker.counts(QUEUE);
  }

  private static ConditionFactory soon() {
    return await();
  }
}
