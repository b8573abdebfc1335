package io.github.rekey.sandbox.servicebus;

import static io.github.rekey.sandbox.servicebus.Letters.letter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rekey.TickingClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class BrokerSettlementTest {
  private static final Duration LOCK = Duration.ofSeconds(10);

  private final TickingClock clock = new TickingClock();
  private final Broker broker = new Broker(clock);
  private final RecordingConsumer consumer = new RecordingConsumer();

  @Test
  void completesAMessageOnceOnly() {
    MessageQueue queue = delivered(options());
    UUID token = consumer.token();
    queue.complete(token);
    advance(LOCK);

    assertThat(consumer.ids()).containsExactly("a");
    assertThat(queue.counts().completed()).isEqualTo(1);
    assertLockLost(() -> queue.complete(token));
  }

  @Test
  void redeliversAnAbandonedMessageWithItsCountAndNewProperties() {
    MessageQueue queue = delivered(options());
    queue.abandon(consumer.token(), Map.of("why", "busy"));

    assertThat(consumer.ids()).containsExactly("a", "a");
    assertThat(consumer.last().failedDeliveries()).isEqualTo(1);
    assertThat(consumer.last().envelope().property("why")).isEqualTo("busy");
    assertThat(queue.counts().abandoned()).isEqualTo(1);
  }

  @Test
  void redeliversAReleasedMessageWithoutCounting() {
    MessageQueue queue = delivered(options());
    queue.release(consumer.token());

    assertThat(consumer.ids()).containsExactly("a", "a");
    assertThat(consumer.last().failedDeliveries()).isZero();
  }

  @Test
  void deadLettersAMessageThatFailedTooOftenButNotBefore() {
    MessageQueue queue = delivered(options().withMaxDeliveryCount(2));
    queue.abandon(consumer.token(), Map.of());
    assertThat(queue.deadLetters()).isEmpty();
    queue.abandon(consumer.token(), Map.of());

    assertThat(consumer.ids()).hasSize(2);
    assertThat(queue.deadLetters())
        .extracting(DeadLetter::reason)
        .containsExactly("MaxDeliveryCountExceeded");
  }

  @Test
  void deadLettersWithReasonDescriptionAndProperties() {
    MessageQueue queue = delivered(options());
    queue.deadLetter(consumer.token(), "schema", "no id", Map.of("k", "v"));
    broker.queue("q/$deadletterqueue").attach(consumer);

    assertThat(queue.deadLetters()).containsExactly(new DeadLetter("a", "schema", "no id"));
    assertThat(queue.counts().dead()).isEqualTo(1);
    assertThat(queue.counts().deadLettered()).isEqualTo(1);
    assertThat(consumer.last().envelope().property("k")).isEqualTo("v");
  }

  @Test
  void doesNotDeadLetterADeadLetter() {
    MessageQueue queue = delivered(options());
    queue.deadLetter(consumer.token(), "schema", null, Map.of());
    MessageQueue dead = broker.queue("q/$deadletterqueue");
    dead.attach(consumer);
    dead.deadLetter(consumer.token(), "again", null, Map.of());

    assertThat(queue.deadLetters()).extracting(DeadLetter::reason).containsExactly("schema");
  }

  @Test
  void redeliversAndCountsWhenTheLockRunsOutButNotBefore() {
    MessageQueue queue = delivered(options());
    UUID token = consumer.token();
    advance(LOCK.minusMillis(1));
    assertThat(consumer.ids()).hasSize(1);

    advance(Duration.ofMillis(1));
    assertThat(consumer.ids()).hasSize(2);
    assertThat(consumer.last().failedDeliveries()).isEqualTo(1);
    assertLockLost(() -> queue.complete(token));
    assertLockLost(() -> queue.renew(token));
  }

  @Test
  void doesNotSettleUnderALapsedLockEvenBeforeTheNextTick() {
    MessageQueue queue = delivered(options());
    clock.tick(LOCK);

    assertLockLost(() -> queue.deadLetter(consumer.token(), "late", null, Map.of()));
    assertThat(queue.deadLetters()).isEmpty();
  }

  @Test
  void keepsALockThatIsRenewed() {
    MessageQueue queue = delivered(options());
    advance(LOCK.minusMillis(1));
    long until = queue.renew(consumer.token());
    advance(LOCK.minusMillis(1));

    assertThat(until).isEqualTo(clock.millis() + 1);
    assertThat(consumer.ids()).hasSize(1);
    queue.complete(consumer.token());
  }

  @Test
  void setsADeferredMessageAsideUntilItIsAskedForByNumber() {
    MessageQueue queue = delivered(options());
    queue.defer(consumer.token(), Map.of());
    advance(LOCK);
    assertThat(consumer.ids()).hasSize(1);
    assertThat(queue.counts().deferred()).isEqualTo(1);

    QueuedMessage message = queue.receiveDeferred(List.of(1L), false).get(0);
    queue.complete(message.lock().token());
    assertThat(queue.counts().deferred()).isZero();
    assertThat(queue.counts().completed()).isEqualTo(1);
  }

  @Test
  void setsADeferredMessageAsideAgainWhenItsLockRunsOut() {
    MessageQueue queue = delivered(options());
    queue.defer(consumer.token(), Map.of());
    queue.receiveDeferred(List.of(1L), false);
    advance(LOCK);

    assertThat(consumer.ids()).hasSize(1);
    assertThat(queue.counts().deferred()).isEqualTo(1);
  }

  @Test
  void takesNoDeferredMessageIfOneOfThoseAskedForIsMissing() {
    MessageQueue queue = delivered(options());
    queue.defer(consumer.token(), Map.of());

    assertThatThrownBy(() -> queue.receiveDeferred(List.of(1L, 9L), false))
        .isInstanceOf(Refusal.class);
    assertThat(queue.counts().deferred()).isEqualTo(1);
  }

  @Test
  void deletesADeferredMessageThatIsReceivedAndDeleted() {
    MessageQueue queue = delivered(options());
    queue.defer(consumer.token(), Map.of());
    queue.receiveDeferred(List.of(1L), true);

    assertThat(queue.counts().locked()).isZero();
    assertThat(queue.counts().completed()).isEqualTo(1);
  }

  @Test
  void doesNotLockForAConsumerThatDeletesOnDelivery() {
    MessageQueue queue = broker.createQueue("q", options());
    queue.attach(new RecordingConsumer(true));
    broker.publish("q", letter("a"));

    assertThat(queue.counts().locked()).isZero();
    assertThat(queue.counts().completed()).isEqualTo(1);
  }

  @Test
  void keepsTheMessagesOfADetachedConsumerLocked() {
    MessageQueue queue = delivered(options());
    queue.detach(consumer);
    RecordingConsumer next = new RecordingConsumer();
    queue.attach(next);
    assertThat(next.ids()).isEmpty();

    advance(LOCK);
    assertThat(next.ids()).containsExactly("a");
    assertThat(consumer.ids()).hasSize(1);
  }

  @Test
  void givesTheMessagesOfADetachedConsumerBackIfAskedTo() {
    MessageQueue queue = delivered(options().withReleaseOnDetach());
    RecordingConsumer next = new RecordingConsumer();
    queue.detach(consumer);
    queue.attach(next);

    assertThat(next.ids()).containsExactly("a");
    assertThat(next.last().failedDeliveries()).isZero();
  }

  private static QueueOptions options() {
    return QueueOptions.defaults().withLockDuration(LOCK);
  }

  private MessageQueue delivered(QueueOptions options) {
    MessageQueue queue = broker.createQueue("q", options);
    queue.attach(consumer);
    broker.publish("q", letter("a"));
    return queue;
  }

  private void advance(Duration time) {
    clock.tick(time);
    broker.tick();
  }

  private static void assertLockLost(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class,
            r -> assertThat(r.condition()).isEqualTo("com.microsoft:message-lock-lost"));
  }
}
