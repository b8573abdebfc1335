package io.github.rekey.triage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Deadlines in memory. */
final class PaperDeadlines implements Deadlines {
  final List<Deadline> open = new ArrayList<>();
  final List<Instant> met = new ArrayList<>();

  /** Another replica is always faster. */
  boolean toldElsewhere;

  @Override
  public List<Deadline> open() {
    return List.copyOf(open);
  }

  @Override
  public boolean announce(Deadline deadline, Instant step) {
    if (toldElsewhere || step.equals(deadline.announcedAt())) {
      return false;
    }
    open.remove(deadline);
    return open.add(
        new Deadline(
            deadline.resource(),
            deadline.trackingId(),
            deadline.incident(),
            deadline.title(),
            deadline.noticedAt(),
            deadline.dueAt(),
            step));
  }

  @Override
  public void met(Deadline deadline, Instant now) {
    open.remove(deadline);
    met.add(now);
  }
}
