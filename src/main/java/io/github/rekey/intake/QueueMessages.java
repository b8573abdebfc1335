package io.github.rekey.intake;

import io.github.resilience4j.retry.Retry;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides how one queue message is settled: completed once its readings are durable, dead-lettered
 * if nothing in it could be read (after it was stored in quarantine), given back if the inbox
 * cannot store. Settling is safe to repeat: a message that comes again is a duplicate in the inbox
 * and settled the same way.
 */
final class QueueMessages {
  static final String DOOR = "queue";
  private static final Logger LOG = LoggerFactory.getLogger(QueueMessages.class);

  private final Intake intake;
  private final Retry whileInboxFails;

  /**
   * @param whileInboxFails holds the message for a while, since giving it back at once would use up
   *     its deliveries in seconds
   */
  QueueMessages(Intake intake, Retry whileInboxFails) {
    this.intake = intake;
    this.whileInboxFails = whileInboxFails;
  }

  void handle(byte[] body, Settling settling) {
    Intake.Receipt receipt;
    try {
      receipt = whileInboxFails.executeSupplier(() -> intake.take(body, DOOR));
    } catch (RuntimeException e) {
      LOG.warn(
          "Queue message given back, the inbox cannot store: {}", e.getClass().getSimpleName());
      settle("abandoned", settling, Settling::abandon);
      return;
    }
    if (receipt.nothingReadable()) {
      settle("dead_lettered", settling, QueueMessages::deadLetter);
    } else {
      settle("completed", settling, Settling::complete);
    }
  }

  private static void deadLetter(Settling settling) {
    settling.deadLetter("Unreadable", "Nothing in it could be read; Rekey keeps a copy.");
  }

  private void settle(String outcome, Settling settling, Consumer<Settling> how) {
    try {
      how.accept(settling);
      intake.meters().settled(outcome);
    } catch (RuntimeException e) {
      // Most likely the lock is lost; the broker delivers the message again.
      LOG.warn(
          "Queue message not {}, it will come again: {}", outcome, e.getClass().getSimpleName());
      intake.meters().settled("failed");
    }
  }
}
