package io.github.rekey.sandbox.monitor;

import io.github.rekey.sandbox.world.Meter;
import io.github.rekey.sandbox.world.Meter.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One metric of one resource over time, computed from its meter in buckets aligned to the interval.
 * Before the meter began there is no value.
 */
final class Series {
  /** A bucket's beginning and value, if anything was measured. */
  record Point(Instant at, OptionalInt value) {}

  private final Meter meter;
  private final List<Change> changes;

  Series(Meter meter) {
    this.meter = meter;
    this.changes = meter.changes();
  }

  List<Point> points(Metric metric, MetricQuery query, Predicate<Change> wanted) {
    return metric == Metric.CONNECTION_COUNT ? most(query, wanted) : totals(metric, query, wanted);
  }

  private List<Point> totals(Metric metric, MetricQuery query, Predicate<Change> wanted) {
    Map<Instant, Integer> counts = new HashMap<>();
    changes.stream()
        .filter(metric::counts)
        .filter(wanted)
        .forEach(change -> counts.merge(bucket(change.at(), query), 1, Integer::sum));
    return buckets(query).map(at -> point(at, query, counts.getOrDefault(at, 0))).toList();
  }

  /** The most that were open at once in each bucket, all wanted endpoints together. */
  private List<Point> most(MetricQuery query, Predicate<Change> wanted) {
    List<Change> relevant = changes.stream().filter(wanted).toList();
    Map<String, Integer> open = before(wanted);
    List<Point> points = new ArrayList<>();
    int next = 0;
    for (Instant at : buckets(query).toList()) {
      Instant end = at.plus(query.interval());
      int max = next < relevant.size() && relevant.get(next).at().isBefore(at) ? 0 : sum(open);
      while (next < relevant.size() && relevant.get(next).at().isBefore(end)) {
        Change change = relevant.get(next++);
        open.put(change.endpoint(), change.open());
        max = change.at().isBefore(at) ? sum(open) : Math.max(max, sum(open));
      }
      points.add(point(at, query, max));
    }
    return points;
  }

  /** What was open at each endpoint before the first change that is still known. */
  private Map<String, Integer> before(Predicate<Change> wanted) {
    Map<String, Integer> open = new TreeMap<>();
    for (String endpoint : List.of("Client", "Server")) {
      if (wanted.test(new Change(meter.began(), endpoint, "", 0, 0))) {
        int first =
            changes.stream()
                .filter(change -> change.endpoint().equals(endpoint))
                .findFirst()
                .map(change -> change.open() - change.delta())
                .orElseGet(() -> meter.open(endpoint));
        open.put(endpoint, first);
      }
    }
    return open;
  }

  private Point point(Instant at, MetricQuery query, int value) {
    boolean measured = at.plus(query.interval()).isAfter(meter.began());
    return new Point(at, measured ? OptionalInt.of(value) : OptionalInt.empty());
  }

  private static Stream<Instant> buckets(MetricQuery query) {
    return Stream.iterate(
        bucket(query.from(), query),
        at -> at.isBefore(query.to()),
        at -> at.plus(query.interval()));
  }

  private static Instant bucket(Instant at, MetricQuery query) {
    long seconds = Duration.ofSeconds(at.getEpochSecond()).dividedBy(query.interval());
    return Instant.ofEpochSecond(0).plus(query.interval().multipliedBy(seconds));
  }

  private static int sum(Map<String, Integer> open) {
    return open.values().stream().mapToInt(Integer::intValue).sum();
  }
}
