package io.github.rekey.triage;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** How high a count was in each minute of the last hours. Not thread-safe. */
final class Peaks {
  private static final Duration KEPT = Duration.ofHours(2);

  private final NavigableMap<Instant, Minute> minutes = new TreeMap<>();

  /** The highest and the last count of a minute; the last one stays until the next is noted. */
  private record Minute(int highest, int last) {
    Minute then(int count) {
      return new Minute(Math.max(highest, count), count);
    }
  }

  /** A count and the minute that it was seen in. */
  record Peak(int count, Instant at) {}

  void note(Instant now, int count) {
    minutes.merge(minute(now), new Minute(count, count), (earlier, latest) -> earlier.then(count));
    Instant eldest = minutes.floorKey(minute(now.minus(KEPT)));
    if (eldest != null) {
      minutes.headMap(eldest).clear();
    }
  }

  /** The highest count between the two, to the minute. */
  Peak highest(Instant from, Instant to) {
    Map.Entry<Instant, Minute> before = minutes.lowerEntry(minute(from));
    Peak highest = new Peak(before == null ? 0 : before.getValue().last(), from);
    for (Map.Entry<Instant, Minute> each :
        minutes.subMap(minute(from), true, minute(to), true).entrySet()) {
      if (each.getValue().highest() > highest.count()) {
        highest = new Peak(each.getValue().highest(), each.getKey());
      }
    }
    return highest;
  }

  private static Instant minute(Instant at) {
    return at.truncatedTo(ChronoUnit.MINUTES);
  }
}
