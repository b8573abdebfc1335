package io.github.rekey.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueMessagesTest {
  private static final byte[] REGENERATED =
      Samples.bytes("synthesised/regeneratekey-success-eventgrid.json");

  private final MemoryInbox inbox = new MemoryInbox();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Intake intake = new Intake(Samples.reader(), inbox, new IntakeMeters(registry));
  private final QueueMessages messages = new QueueMessages(intake, attempts(3));
  private final RecordedSettling settling = new RecordedSettling();

  @Test
  void aMessageIsCompletedOnlyAfterItIsStored() {
    messages.handle(REGENERATED, settling);
    assertThat(settling.done).containsExactly("complete with 1 stored");
    assertThat(count("rekey.intake.stored")).isEqualTo(1);
  }

  @Test
  void aMessageThatComesAgainIsCompletedButNotStoredAgain() {
    messages.handle(REGENERATED, settling);
    messages.handle(REGENERATED, settling);
    assertThat(settling.done).containsExactly("complete with 1 stored", "complete with 1 stored");
    assertThat(count("rekey.intake.duplicate")).isEqualTo(1);
  }

  @Test
  void anUnreadableMessageIsKeptAndDeadLettered() {
    messages.handle("no JSON at all".getBytes(StandardCharsets.UTF_8), settling);
    assertThat(settling.done).containsExactly("deadLetter Unreadable with 1 stored");
    assertThat(count("rekey.intake.unreadable")).isEqualTo(1);
  }

  @Test
  void aMessageThatIsReadableInPartIsNotDeadLettered() {
    messages.handle(Samples.bytes("synthesised/batch-good-bad-good.json"), settling);
    assertThat(settling.done).containsExactly("complete with 3 stored");
  }

  @Test
  void aShortFailureOfTheInboxIsWaitedOut() {
    inbox.failNext(2);
    messages.handle(REGENERATED, settling);
    assertThat(settling.done).containsExactly("complete with 1 stored");
  }

  @Test
  void aMessageIsGivenBackAndNotCompletedIfTheInboxKeepsFailing() {
    inbox.failNext(3);
    messages.handle(REGENERATED, settling);
    assertThat(settling.done).containsExactly("abandon with 0 stored");
    assertThat(count("rekey.intake.not_stored")).isEqualTo(3);
  }

  @Test
  void aLostLockIsCountedAndDoesNotThrow() {
    settling.lockLost = true;
    messages.handle(REGENERATED, settling);
    assertThat(registry.get("rekey.intake.settled").tag("outcome", "failed").counter().count())
        .isEqualTo(1);
  }

  @Test
  void patienceIsHeldToAboutItsLength() {
    assertThat(QueueListener.patience(Duration.ZERO).getRetryConfig().getMaxAttempts())
        .isEqualTo(1);
    // 0.5 + 1 + 2 + 4 + 8 + 7 × 15 s
    assertThat(QueueListener.patience(Duration.ofMinutes(2)).getRetryConfig().getMaxAttempts())
        .isEqualTo(13);
  }

  private double count(String name) {
    return registry.get(name).counter().count();
  }

  private static Retry attempts(int most) {
    return Retry.of(
        "inbox", RetryConfig.custom().maxAttempts(most).waitDuration(Duration.ofMillis(1)).build());
  }

  /** Notes how it was settled and what was durable by then. */
  private final class RecordedSettling implements Settling {
    private final List<String> done = new ArrayList<>();
    private boolean lockLost;

    @Override
    public void complete() {
      note("complete");
    }

    @Override
    public void abandon() {
      note("abandon");
    }

    @Override
    public void deadLetter(String reason, String description) {
      note("deadLetter " + reason);
    }

    private void note(String how) {
      if (lockLost) {
        throw new IllegalStateException("lock lost");
      }
      done.add(how + " with " + inbox.stored().size() + " stored");
    }
  }
}
