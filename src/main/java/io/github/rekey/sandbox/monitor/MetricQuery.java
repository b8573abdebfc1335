package io.github.rekey.sandbox.monitor;

import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.http.Refused;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a metrics request asks for.
 *
 * @param interval the grain; Azure's finest is PT1M, here any whole number of seconds will do
 *     (assumption, so that drills need not wait)
 * @param filter wanted values by dimension, one series for each; a star wants all that were seen
 */
record MetricQuery(
    List<String> metrics,
    Set<String> aggregations,
    Instant from,
    Instant to,
    Duration interval,
    Map<String, Set<String>> filter) {
  private static final Duration USUAL_SPAN = Duration.ofHours(1);
  private static final long MOST_POINTS = 20_000;
  private static final Pattern TERM =
      Pattern.compile("(\\w+)\\s+eq\\s+'([^']*)'", Pattern.CASE_INSENSITIVE);

  static MetricQuery of(Call call, Instant now) {
    try {
      Instant[] span = span(call, now);
      Duration interval = Duration.parse(call.query("interval").orElse("PT1M"));
      MetricQuery query =
          new MetricQuery(
              commas(call.query("metricnames").orElse("")),
              new HashSet<>(commas(call.query("aggregation").orElse("").toLowerCase(Locale.ROOT))),
              span[0],
              span[1],
              interval,
              filter(call.query("$filter").or(() -> call.query("filter")).orElse("")));
      query.requireSensible();
      return query;
    } catch (DateTimeException e) {
      throw bad("The timespan or interval cannot be read.");
    }
  }

  private void requireSensible() {
    boolean wrong = interval.toSeconds() < 1 || from.isAfter(to);
    if (wrong || Duration.between(from, to).dividedBy(interval) > MOST_POINTS) {
      throw bad("The timespan and interval do not go together.");
    }
  }

  private static Instant[] span(Call call, Instant now) {
    if (call.query("starttime").isPresent()) {
      Instant end = call.query("endtime").map(MetricQuery::instant).orElse(now);
      return new Instant[] {instant(call.query("starttime").get()), end};
    }
    String[] sides = call.query("timespan").orElse(USUAL_SPAN.toString()).split("/", 2);
    boolean firstIsLength = sides[0].startsWith("P");
    if (sides.length == 1) {
      return new Instant[] {now.minus(Duration.parse(sides[0])), now};
    }
    if (firstIsLength) {
      Instant end = instant(sides[1]);
      return new Instant[] {end.minus(Duration.parse(sides[0])), end};
    }
    Instant start = instant(sides[0]);
    boolean lastIsLength = sides[1].startsWith("P");
    return new Instant[] {
      start, lastIsLength ? start.plus(Duration.parse(sides[1])) : instant(sides[1])
    };
  }

  private static Map<String, Set<String>> filter(String text) {
    Map<String, Set<String>> wanted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Matcher terms = TERM.matcher(text);
    while (terms.find()) {
      wanted.computeIfAbsent(terms.group(1), d -> new LinkedHashSet<>()).add(terms.group(2));
    }
    return wanted;
  }

  private static List<String> commas(String text) {
    return Arrays.stream(text.split(",")).map(String::trim).filter(t -> !t.isEmpty()).toList();
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  static Refused bad(String message) {
    return new Refused(400, "BadRequest", message);
  }
}
