package io.github.rekey.intake;

import io.github.rekey.triage.Inbox;
import io.github.rekey.triage.Origin;
import io.github.rekey.triage.Reading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An inbox in memory that can be told to fail; tells duplicates as the real one does. */
public final class MemoryInbox implements Inbox {
  private final List<Reading> stored = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private final List<Integer> writes = new ArrayList<>();
  private int failures;

  synchronized void failNext(int times) {
    failures = times;
  }

  @Override
  public synchronized List<Receipt> store(List<Reading> readings) {
    if (failures > 0) {
      failures--;
      throw new IllegalStateException("disk full; AccessKey=leaked");
    }
    writes.add(readings.size());
    return readings.stream().map(this::store).toList();
  }

  public synchronized List<Reading> stored() {
    return List.copyOf(stored);
  }

  synchronized List<Integer> writes() {
    return List.copyOf(writes);
  }

  static Origin origin(Reading reading) {
    if (reading instanceof Reading.Understood understood) {
      return understood.alert().origin();
    }
    return reading instanceof Reading.Ignored ignored
        ? ignored.origin()
        : ((Reading.Unreadable) reading).origin();
  }

  private Receipt store(Reading reading) {
    Origin origin = origin(reading);
    if (!known.add(origin.source() + "\n" + origin.eventId())) {
      return Receipt.DUPLICATE;
    }
    stored.add(reading);
    return Receipt.STORED;
  }
}
