package io.github.rekey.azure;

import io.github.rekey.rotation.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One bucket and the line before it: the most urgent first, then who came first since it was last
 * at rest, so that what was begun is ended before more is begun. Whoever was told to come back
 * keeps its place, and loses it if it stays away. Not thread-safe.
 */
final class Lane {
  /** How much later than it was told one may come back. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** Share of the bucket that background work leaves to others. */
  private static final double LEFT_TO_OTHERS = 0.2;

  /**
   * @param due when its owner was told to come
   */
  private record Place(Urgency urgency, long number, int calls, Instant due)
      implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::urgency).thenComparingLong(Place::number);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }

    boolean lost(Instant now) {
      return due.plus(GRACE).isBefore(now);
    }

    Place dueAt(Instant now) {
      return new Place(urgency, number, calls, now);
    }
  }

  private final TokenBucket bucket;
  private final Map<Object, Place> line = new HashMap<>();
  private final Map<Object, Long> numbers = new HashMap<>();
  private long last;
  private int paid;
  private int inFlight;

  Lane(TokenBucket bucket) {
    this.bucket = bucket;
  }

  /** Zero if so many calls can be paid for now; otherwise takes a place and says when to come. */
  Duration wait(Object who, Urgency urgency, int calls, Instant now) {
    dropLost(now);
    long number = numbers.computeIfAbsent(who, first -> ++last);
    Place place = new Place(urgency, number, calls, now);
    double wanted = calls + ahead(who, place) + leftToOthers(urgency);
    Duration wait = wanted <= bucket.left(now) ? Duration.ZERO : within(bucket.until(wanted, now));
    line.put(who, place.dueAt(now.plus(wait)));
    return wait;
  }

  private void dropLost(Instant now) {
    line.values().removeIf(place -> place.lost(now));
  }

  private static Duration within(Duration wait) {
    if (wait.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  private int ahead(Object who, Place place) {
    return line.entrySet().stream()
        .filter(other -> !other.getKey().equals(who) && other.getValue().compareTo(place) < 0)
        .mapToInt(other -> other.getValue().calls())
        .sum();
  }

  private double leftToOthers(Urgency urgency) {
    return urgency.band() == Urgency.Band.BACKGROUND ? bucket.capacity() * LEFT_TO_OTHERS : 0;
  }

  /** Who could be paid for now, and was told to come later. */
  Set<Object> sooner(Instant now) {
    dropLost(now);
    Set<Object> sooner = new LinkedHashSet<>();
    double left = bucket.left(now);
    for (Map.Entry<Object, Place> each : inOrder()) {
      Place place = each.getValue();
      left -= place.calls();
      if (left < leftToOthers(place.urgency())) {
        break;
      }
      if (place.due().isAfter(now)) {
        sooner.add(each.getKey());
      }
    }
    return sooner;
  }

  private List<Map.Entry<Object, Place>> inOrder() {
    return line.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList();
  }

  /** True if it was told to come later. */
  boolean keepsAway(Object who, Instant now) {
    @Nullable Place place = line.get(who);
    return place != null && place.due().isAfter(now);
  }

  /** It is told to come now. */
  void call(Object who, Instant now) {
    line.computeIfPresent(who, (same, place) -> place.dueAt(now));
  }

  void pay(Object who, int calls) {
    line.remove(who);
    bucket.take(calls);
    paid += calls;
  }

  /** Whoever comes again comes last. */
  void leave(Object who) {
    line.remove(who);
    numbers.remove(who);
  }

  void giveBack(int calls) {
    bucket.giveBack(calls);
    paid -= calls;
  }

  /** A call that was paid for goes out. */
  void send() {
    paid--;
    inFlight++;
  }

  /**
   * An answer came, or none will.
   *
   * @param left what Azure says is left; what is paid for or under way comes off it
   */
  void answered(@Nullable Integer left, Instant now) {
    inFlight--;
    if (left != null) {
      bucket.heard(left - inFlight - paid, now);
    }
  }

  void refused(Duration retryAfter, Instant now) {
    bucket.close(now.plus(retryAfter), now);
  }

  double left(Instant now) {
    return Math.max(0, bucket.left(now));
  }

  long waiting(Urgency.Band band) {
    return line.values().stream().filter(place -> place.urgency().band() == band).count();
  }
}
