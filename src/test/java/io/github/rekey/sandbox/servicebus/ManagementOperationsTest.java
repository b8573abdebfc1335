package io.github.rekey.sandbox.servicebus;

import static io.github.rekey.sandbox.servicebus.Letters.due;
import static io.github.rekey.sandbox.servicebus.Letters.letter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.rekey.TickingClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.qpid.proton.amqp.Binary;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagementOperationsTest {
  private final TickingClock clock = new TickingClock();
  private final Broker broker = new Broker(clock);
  private final RecordingConsumer consumer = new RecordingConsumer().withCredit(5);
  private final MessageCodec codec = new MessageCodec();
  private final ManagementOperations operations = new ManagementOperations(broker, "q", codec);
  private MessageQueue queue;

  @BeforeEach
  void createQueue() {
    queue = broker.createQueue("q", QueueOptions.defaults());
    queue.attach(consumer);
  }

  @Test
  void settlesAMessageWithEachStatusThatAzureKnows() {
    List.of("completed", "abandoned", "released", "defered", "suspended")
        .forEach(status -> broker.publish("q", letter(status)));
    settle("completed", Map.of());
    settle("abandoned", Map.of("properties-to-modify", Map.of("k", "v")));
    settle("released", Map.of());
    settle("defered", Map.of());
    settle("suspended", Map.of("deadletter-reason", "r", "deadletter-description", "d"));

    assertThat(queue.counts()).isEqualTo(new Counts(2, 0, 0, 1, 1, 5, 1, 1, 1, 0));
    assertThat(queue.deadLetters()).containsExactly(new DeadLetter("suspended", "r", "d"));
    assertThat(queue.peek(2, 1, null).get(0).envelope().property("k")).isEqualTo("v");
  }

  @Test
  void doesNotSettleWithAnUnknownStatusOrUnderALostLock() {
    broker.publish("q", letter("forgotten"));
    assertThatThrownBy(() -> settle("forgotten", Map.of())).isInstanceOf(Refusal.class);
    assertThat(queue.counts().locked()).isEqualTo(1);

    Map<String, Object> lost =
        Map.of("lock-tokens", List.of(UUID.randomUUID()), "disposition-status", "completed");
    assertThatThrownBy(() -> perform("update-disposition", lost))
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.status()).isEqualTo(410));
  }

  @Test
  void schedulesAMessageAndCancelsItByTheNumberGiven() {
    byte[] message = codec.encode(due(clock.instant().plusSeconds(9), "later").message());
    ManagementAnswer answer =
        perform(
            "schedule-message",
            Map.of("messages", List.of(Map.of("message", new Binary(message)))));
    Long[] sequences = (Long[]) answer.body().get("sequence-numbers");
    assertThat(queue.counts().scheduled()).isEqualTo(1);

    perform("cancel-scheduled-message", Map.of("sequence-numbers", new long[] {sequences[0]}));
    assertThat(queue.counts().scheduled()).isZero();
  }

  @Test
  void renewsALock() {
    broker.publish("q", letter("a"));
    clock.tick(Duration.ofSeconds(59));
    ManagementAnswer answer =
        perform("renew-lock", Map.of("lock-tokens", new UUID[] {consumer.token()}));

    assertThat(answer.body())
        .extractingByKey("expirations", InstanceOfAssertFactories.ARRAY)
        .containsExactly(Timestamp.of(clock.millis() + 60_000));
  }

  @Test
  void peeksAndSaysSoWhenThereIsNothing() {
    Map<String, Object> arguments = Map.of("from-sequence-number", 0L, "message-count", 5);
    assertThat(perform("peek-message", arguments).status()).isEqualTo(204);

    broker.publish("q", letter("a"));
    ManagementAnswer answer = perform("peek-message", arguments);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .extractingByKey("messages", InstanceOfAssertFactories.LIST)
        .hasSize(1);
  }

  @Test
  void refusesWhatItDoesNotKnowOrCannotRead() {
    assertThatThrownBy(() -> perform("add-rule", Map.of()))
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.status()).isEqualTo(501));
    assertThatThrownBy(() -> perform("renew-lock", Map.of()))
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.status()).isEqualTo(400));
  }

  private void settle(String status, Map<String, Object> more) {
    Map<String, Object> arguments = new HashMap<>(more);
    arguments.put("lock-tokens", List.of(consumer.tokenOf(status)));
    arguments.put("disposition-status", status);
    perform("update-disposition", arguments);
  }

  private ManagementAnswer perform(String operation, Map<String, Object> arguments) {
    return operations.perform(new ManagementRequest("com.microsoft:" + operation, arguments));
  }
}
