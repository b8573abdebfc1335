package io.github.rekey.sandbox.servicebus;

import static io.github.rekey.sandbox.servicebus.Letters.due;
import static io.github.rekey.sandbox.servicebus.Letters.letter;
import static io.github.rekey.sandbox.servicebus.Letters.living;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rekey.TickingClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokerTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final QueueOptions OPTIONS = QueueOptions.defaults();

  private final TickingClock clock = new TickingClock();
  private final Broker broker = new Broker(clock);
  private final RecordingConsumer consumer = new RecordingConsumer();

  @Test
  void deliversInOrderUnderALock() {
    MessageQueue queue = broker.createQueue("q", OPTIONS);
    broker.publish("Q", letter("a"));
    broker.publish("q", letter("b"));
    queue.attach(consumer);

    assertThat(consumer.ids()).containsExactly("a", "b");
    assertThat(consumer.last().sequence()).isEqualTo(2);
    assertThat(queue.counts().locked()).isEqualTo(2);
  }

  @Test
  void doesNotDeliverWithoutCredit() {
    MessageQueue queue = broker.createQueue("q", OPTIONS);
    queue.attach(consumer.withCredit(1));
    broker.publish("q", letter("a"));
    broker.publish("q", letter("b"));

    assertThat(consumer.ids()).containsExactly("a");
    assertThat(queue.counts().active()).isEqualTo(1);
  }

  @Test
  void sharesMessagesAmongConsumersAndPassesOverThoseWithoutCredit() {
    MessageQueue queue = broker.createQueue("q", OPTIONS);
    RecordingConsumer full = new RecordingConsumer().withCredit(0);
    RecordingConsumer other = new RecordingConsumer();
    List.of(consumer, full, other).forEach(queue::attach);
    List.of("a", "b", "c", "d").forEach(id -> broker.publish("q", letter(id)));

    assertThat(consumer.ids()).containsExactly("a", "c");
    assertThat(other.ids()).containsExactly("b", "d");
    assertThat(full.ids()).isEmpty();
  }

  @Test
  void refusesAnUnknownQueueAndADeadLetterQueueAsDestination() {
    broker.createQueue("q", OPTIONS);

    assertThatThrownBy(() -> broker.publish("other", letter("a")))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.condition()).isEqualTo("amqp:not-found"));
    assertThatThrownBy(() -> broker.publish("q/$DeadLetterQueue", letter("a")))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.condition()).isEqualTo("amqp:not-allowed"));
  }

  @Test
  void copiesAMessageToEverySubscriptionOfATopic() {
    broker.createTopic("t", List.of("a", "b"), OPTIONS);
    broker.publish("t", letter("m"));

    assertThat(broker.queue("t/subscriptions/a").counts().active()).isEqualTo(1);
    assertThat(broker.queue("t/Subscriptions/B").counts().active()).isEqualTo(1);
  }

  @Test
  void dropsADuplicateWithinTheWindowButNotAfterIt() {
    MessageQueue queue = broker.createQueue("q", OPTIONS.withDuplicateDetection(SECOND));
    broker.publish("q", letter("a"));
    broker.publish("q", letter("a"));
    broker.publish("q", letter("b"));
    assertThat(queue.counts().accepted()).isEqualTo(2);
    assertThat(queue.counts().duplicates()).isEqualTo(1);

    clock.tick(SECOND);
    broker.publish("q", letter("a"));
    assertThat(queue.counts().accepted()).isEqualTo(3);
  }

  @Test
  void keepsDuplicatesUnlessAskedToDetectThem() {
    MessageQueue queue = broker.createQueue("q", OPTIONS);
    broker.publish("q", letter("a"));
    broker.publish("q", letter("a"));

    assertThat(queue.counts().active()).isEqualTo(2);
  }

  @Test
  void holdsAScheduledMessageUntilItIsDueAndThenNumbersItAnew() {
    MessageQueue queue = broker.createQueue("q", OPTIONS);
    queue.attach(consumer);
    long scheduled = broker.publish("q", due(clock.instant().plusSeconds(1), "later"));
    broker.tick();
    assertThat(consumer.ids()).isEmpty();
    assertThat(queue.counts().scheduled()).isEqualTo(1);

    advance(SECOND);
    assertThat(consumer.ids()).containsExactly("later");
    assertThat(consumer.last().sequence()).isGreaterThan(scheduled);
  }

  @Test
  void doesNotDeliverACancelledMessageAndRefusesToCancelItTwice() {
    MessageQueue queue = broker.createQueue("q", OPTIONS);
    queue.attach(consumer);
    long scheduled = broker.publish("q", due(clock.instant().plusSeconds(1), "later"));
    queue.cancelScheduled(scheduled);
    advance(SECOND);

    assertThat(consumer.ids()).isEmpty();
    assertThatThrownBy(() -> queue.cancelScheduled(scheduled)).isInstanceOf(Refusal.class);
  }

  @Test
  void deadLettersAnExpiredMessageIfAskedTo() {
    MessageQueue queue = broker.createQueue("q", OPTIONS.withDeadLetterOnExpiry());
    broker.publish("q", living(SECOND, "a"));
    advance(SECOND.minusMillis(1));
    assertThat(queue.counts().active()).isEqualTo(1);

    advance(Duration.ofMillis(1));
    assertThat(queue.counts().active()).isZero();
    assertThat(queue.deadLetters())
        .singleElement()
        .extracting(DeadLetter::messageId, DeadLetter::reason)
        .containsExactly("a", "TTLExpiredException");
  }

  @Test
  void dropsAnExpiredMessageOtherwiseAndNeverDeliversIt() {
    MessageQueue queue = broker.createQueue("q", OPTIONS.withTimeToLive(SECOND));
    broker.publish("q", living(Duration.ofDays(1), "a"));
    clock.tick(SECOND);
    queue.attach(consumer);

    assertThat(consumer.ids()).isEmpty();
    assertThat(queue.counts().active()).isZero();
    assertThat(queue.deadLetters()).isEmpty();
  }

  @Test
  void peeksAtMessagesInEveryStateWithoutLockingThem() {
    MessageQueue queue = broker.createQueue("q", OPTIONS);
    queue.attach(consumer.withCredit(2));
    List.of("deferred", "locked", "ready").forEach(id -> broker.publish("q", letter(id)));
    queue.defer(consumer.tokenOf("deferred"), Map.of());
    broker.publish("q", due(clock.instant().plusSeconds(1), "scheduled"));

    assertThat(queue.peek(0, 10, null))
        .extracting(m -> m.envelope().messageId())
        .containsExactly("deferred", "locked", "ready", "scheduled");
    assertThat(queue.peek(2, 1, null)).extracting(QueuedMessage::sequence).containsExactly(2L);
    assertThat(queue.counts().locked()).isEqualTo(1);
  }

  private void advance(Duration time) {
    clock.tick(time);
    broker.tick();
  }
}
