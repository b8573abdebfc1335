package io.github.rekey.sandbox.servicebus;

import static io.github.rekey.sandbox.servicebus.Letters.inSession;
import static io.github.rekey.sandbox.servicebus.Letters.letter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rekey.TickingClock;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BrokerSessionsTest {
  private static final Duration LOCK = Duration.ofSeconds(10);

  private final TickingClock clock = new TickingClock();
  private final Broker broker = new Broker(clock);
  private final RecordingConsumer consumer = new RecordingConsumer();
  private final RecordingConsumer other = new RecordingConsumer();
  private MessageQueue queue;

  @BeforeEach
  void createQueue() {
    queue = broker.createQueue("s", QueueOptions.defaults().withLockDuration(LOCK).withSessions());
  }

  @Test
  void deliversTheMessagesOfAnAcceptedSessionAndOfNoOther() {
    broker.publish("s", inSession("A", "a1"));
    broker.publish("s", inSession("B", "b1"));
    queue.acceptSession("A", consumer);
    broker.publish("s", inSession("A", "a2"));

    assertThat(consumer.sessions()).containsExactly("A");
    assertThat(consumer.ids()).containsExactly("a1", "a2");
  }

  @Test
  void givesTheNextFreeSessionByItsOldestMessage() {
    broker.publish("s", inSession("A", "a1"));
    broker.publish("s", inSession("B", "b1"));
    queue.acceptNextSession(consumer, 1000);
    queue.acceptNextSession(other, 1000);

    assertThat(consumer.sessions()).containsExactly("A");
    assertThat(other.sessions()).containsExactly("B");
  }

  @Test
  void letsAConsumerWaitForASessionButNotForEver() {
    queue.acceptNextSession(consumer, 1000);
    queue.acceptNextSession(other, 3000);
    advance(Duration.ofSeconds(1));
    assertThat(consumer.ends()).containsExactly("com.microsoft:timeout");
    assertThat(other.ends()).isEmpty();

    broker.publish("s", inSession("A", "a1"));
    assertThat(consumer.ids()).isEmpty();
    assertThat(other.ids()).containsExactly("a1");
  }

  @Test
  void givesASessionToOneConsumerOnlyUntilItDetaches() {
    broker.publish("s", inSession("A", "a1"));
    queue.acceptSession("A", consumer);
    assertRefused("session-cannot-be-locked", () -> queue.acceptSession("A", other));

    queue.detach(consumer);
    queue.acceptSession("A", other);
    assertThat(other.ids()).containsExactly("a1");
    assertThat(other.last().failedDeliveries()).isZero();
  }

  @Test
  void takesASessionFromAConsumerWhoseLockRanOutAndCountsItsDeliveries() {
    broker.publish("s", inSession("A", "a1"));
    queue.acceptSession("A", consumer);
    queue.acceptNextSession(other, 60_000);
    advance(LOCK);

    assertThat(consumer.ends()).containsExactly("com.microsoft:session-lock-lost");
    assertThat(consumer.ids()).hasSize(1);
    assertThat(other.ids()).containsExactly("a1");
    assertThat(other.last().failedDeliveries()).isEqualTo(1);
    assertRefused("message-lock-lost", () -> queue.complete(consumer.token()));
  }

  @Test
  void keepsASessionAndItsMessagesWhenItsLockIsRenewed() {
    broker.publish("s", inSession("A", "a1"));
    queue.acceptSession("A", consumer);
    advance(LOCK.minusMillis(1));
    assertThat(queue.renewSession("A")).isEqualTo(clock.millis() + LOCK.toMillis());
    advance(LOCK.minusMillis(1));

    assertThat(consumer.ends()).isEmpty();
    queue.complete(consumer.token());
    assertThat(queue.counts().completed()).isEqualTo(1);
  }

  @Test
  void doesNotRenewASessionThatNobodyOwns() {
    broker.publish("s", inSession("A", "a1"));

    assertRefused("session-lock-lost", () -> queue.renewSession("A"));
  }

  @Test
  void redeliversAnAbandonedMessageBeforeTheOnesBehindIt() {
    broker.publish("s", inSession("A", "a1"));
    broker.publish("s", inSession("A", "a2"));
    queue.acceptSession("A", consumer.withCredit(1));
    queue.abandon(consumer.token(), Map.of());
    consumer.withCredit(2);
    queue.pump();

    assertThat(consumer.ids()).containsExactly("a1", "a1", "a2");
  }

  @Test
  void keepsTheStateOfASessionWithoutMessages() {
    queue.acceptSession("A", consumer);
    queue.setSessionState("A", new byte[] {7});
    queue.detach(consumer);

    assertThat(queue.sessionState("A")).containsExactly(7);
    assertThat(queue.sessionState("B")).isNull();
  }

  @Test
  void refusesMessagesWithoutASession() {
    assertRefused("not-allowed", () -> broker.publish("s", letter("a")));
    assertThat(queue.counts().accepted()).isZero();
  }

  @Test
  void refusesConsumersOfTheWrongKind() {
    MessageQueue plain = broker.createQueue("q", QueueOptions.defaults());

    assertRefused("not-allowed", () -> queue.attach(consumer));
    assertRefused("not-allowed", () -> plain.acceptSession("A", consumer));
    assertRefused("not-allowed", () -> plain.acceptNextSession(consumer, 1000));
  }

  private void advance(Duration time) {
    clock.tick(time);
    broker.tick();
  }

  private static void assertRefused(String condition, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.condition()).endsWith(":" + condition));
  }
}
