package io.github.rekey.azure;

import io.github.rekey.rotation.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One bucket and the line before it: the most urgent first, then who came first. Whoever was told
 * to come back keeps its place, and loses it if it stays away. Not thread-safe.
 */
final class Lane {
  /** How much later than it was told one may come back. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** Share of the bucket that background work leaves to others. */
  private static final double LEFT_TO_OTHERS = 0.2;

  private record Place(Urgency urgency, long number, int calls, Instant keptUntil) {
    boolean isBefore(Place other) {
      int order = urgency.compareTo(other.urgency);
      return order < 0 || (order == 0 && number < other.number);
    }
  }

  private final TokenBucket bucket;
  private final Map<Object, Place> line = new HashMap<>();
  private long numbers;
  private int paid;
  private int inFlight;

  Lane(TokenBucket bucket) {
    this.bucket = bucket;
  }

  /** Zero if so many calls can be paid for now; otherwise takes a place and says when to come. */
  Duration wait(Object who, Urgency urgency, int calls, Instant now) {
    line.values().removeIf(place -> place.keptUntil().isBefore(now));
    @Nullable Place known = line.get(who);
    long number = known == null ? ++numbers : known.number();
    Place place = new Place(urgency, number, calls, now);
    double wanted = calls + ahead(who, place) + leftToOthers(urgency);
    Duration wait = wanted <= bucket.left(now) ? Duration.ZERO : within(bucket.until(wanted, now));
    line.put(who, new Place(urgency, number, calls, now.plus(wait).plus(GRACE)));
    return wait;
  }

  private static Duration within(Duration wait) {
    if (wait.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  private int ahead(Object who, Place place) {
    return line.entrySet().stream()
        .filter(other -> !other.getKey().equals(who) && other.getValue().isBefore(place))
        .mapToInt(other -> other.getValue().calls())
        .sum();
  }

  private double leftToOthers(Urgency urgency) {
    return urgency.band() == Urgency.Band.BACKGROUND ? bucket.capacity() * LEFT_TO_OTHERS : 0;
  }

  void pay(Object who, int calls) {
    leave(who);
    bucket.take(calls);
    paid += calls;
  }

  void leave(Object who) {
    line.remove(who);
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
