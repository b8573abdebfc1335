package io.github.rekey.journal;

import io.github.rekey.triage.Inbox;
import io.github.rekey.triage.Reading;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;

/**
 * Takes nothing in while too many alerts wait: the sender keeps them and comes again. The depth is
 * counted a few times a second, so it may be passed by what comes in between.
 */
public final class BoundedInbox implements Inbox {
  private static final Duration FRESH = Duration.ofMillis(250);

  private final Inbox inbox;
  private final InboxReader rows;
  private final int most;
  private int waiting;
  private long countAgainAt = System.nanoTime();

  /** Shows {@code rekey.inbox.waiting}, as last counted. */
  public BoundedInbox(Inbox inbox, InboxReader rows, int most, MeterRegistry meters) {
    this.inbox = inbox;
    this.rows = rows;
    this.most = most;
    meters.gauge("rekey.inbox.waiting", this, BoundedInbox::depth);
  }

  @Override
  public List<Receipt> store(List<Reading> readings) {
    int depth = depth();
    if (depth >= most) {
      throw new InboxFull(depth);
    }
    return inbox.store(readings);
  }

  private synchronized int depth() {
    if (System.nanoTime() >= countAgainAt) {
      waiting = rows.waiting(most);
      countAgainAt = System.nanoTime() + FRESH.toNanos();
    }
    return waiting;
  }
}
