package io.github.rekey.intake;

import io.github.rekey.triage.Inbox;
import io.github.rekey.triage.Reading;
import java.util.List;

/**
 * What every listener does with a body: read it, store all readings in the inbox, count. Returns
 * once they are durable; throws what the inbox throws, and the listener must then not acknowledge.
 */
public final class Intake {
  private final AlertReader reader;
  private final Inbox inbox;
  private final IntakeMeters meters;

  public Intake(AlertReader reader, Inbox inbox, IntakeMeters meters) {
    this.reader = reader;
    this.inbox = inbox;
    this.meters = meters;
  }

  /**
   * Reads a delivery and stores what it tells, or why it could not be read.
   *
   * @param door where it came in, e.g. {@code eventgrid}
   */
  public Receipt take(byte[] body, String door) {
    List<Reading> readings = reader.read(body, door);
    meters.received(door, readings.size());
    List<Inbox.Receipt> receipts = store(readings, door);
    meters.answered(door, readings, receipts);
    return Receipt.of(readings, receipts);
  }

  IntakeMeters meters() {
    return meters;
  }

  private List<Inbox.Receipt> store(List<Reading> readings, String door) {
    try {
      return inbox.store(readings);
    } catch (RuntimeException e) {
      meters.notStored(door);
      throw e;
    }
  }

  /**
   * What became of a body, for the sender.
   *
   * @param received readings, at least one
   */
  public record Receipt(int received, int stored, int duplicate, int ignored, int unreadable) {
    static Receipt of(List<Reading> readings, List<Inbox.Receipt> receipts) {
      int duplicates = (int) receipts.stream().filter(Inbox.Receipt.DUPLICATE::equals).count();
      return new Receipt(
          readings.size(),
          readings.size() - duplicates,
          duplicates,
          (int) readings.stream().filter(Reading.Ignored.class::isInstance).count(),
          (int) readings.stream().filter(Reading.Unreadable.class::isInstance).count());
    }

    /** Nothing in the body could be read. */
    boolean nothingReadable() {
      return unreadable == received;
    }
  }
}
