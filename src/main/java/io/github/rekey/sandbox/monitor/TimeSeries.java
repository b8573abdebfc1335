package io.github.rekey.sandbox.monitor;

import io.github.rekey.sandbox.world.Meter;
import io.github.rekey.sandbox.world.Meter.Change;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A metric as the answer has it: one series, or one for each value of the dimensions split by. */
final class TimeSeries {
  private final Metric metric;
  private final MetricQuery query;

  TimeSeries(Metric metric, MetricQuery query) {
    this.metric = metric;
    this.query = query;
    query.filter().keySet().stream()
        .filter(name -> metric.dimensions().stream().noneMatch(name::equalsIgnoreCase))
        .findFirst()
        .ifPresent(
            name -> {
              throw MetricQuery.bad("Metric does not support the requested dimension: " + name);
            });
  }

  List<Map<String, Object>> of(Meter meter) {
    Series series = new Series(meter);
    return groups(meter).stream().map(group -> written(series, group)).toList();
  }

  /** Every combination of wanted values; a single empty one if nothing is filtered. */
  private List<Map<String, String>> groups(Meter meter) {
    List<Map<String, String>> groups = List.of(Map.of());
    for (Map.Entry<String, Set<String>> wanted : query.filter().entrySet()) {
      List<String> values = values(wanted.getKey(), wanted.getValue(), meter);
      groups =
          groups.stream()
              .flatMap(group -> values.stream().map(v -> plus(group, wanted.getKey(), v)))
              .toList();
    }
    return groups;
  }

  private List<String> values(String dimension, Set<String> wanted, Meter meter) {
    return wanted.contains("*")
        ? meter.changes().stream()
            .filter(metric::counts)
            .map(change -> value(change, dimension))
            .distinct()
            .toList()
        : List.copyOf(wanted);
  }

  private static Map<String, String> plus(Map<String, String> group, String name, String value) {
    Map<String, String> more = new TreeMap<>(group);
    more.put(name, value);
    return more;
  }

  private Map<String, Object> written(Series series, Map<String, String> group) {
    List<Map<String, Object>> metadata =
        group.entrySet().stream().map(entry -> metadata(entry.getKey(), entry.getValue())).toList();
    List<Map<String, Object>> data =
        series.points(metric, query, change -> belongs(change, group)).stream()
            .map(this::point)
            .toList();
    return Map.of("metadatavalues", metadata, "data", data);
  }

  private static boolean belongs(Change change, Map<String, String> group) {
    return group.entrySet().stream()
        .allMatch(part -> value(change, part.getKey()).equalsIgnoreCase(part.getValue()));
  }

  private Map<String, Object> point(Series.Point point) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("timeStamp", point.at().toString());
    boolean asked =
        query.aggregations().isEmpty() || query.aggregations().contains(metric.aggregation());
    if (asked && point.value().isPresent()) {
      written.put(metric.aggregation(), (double) point.value().getAsInt());
    }
    return written;
  }

  private static Map<String, Object> metadata(String dimension, String value) {
    String name = dimension.toLowerCase(Locale.ROOT);
    return Map.of("name", Map.of("value", name, "localizedValue", name), "value", value);
  }

  private static String value(Change change, String dimension) {
    return dimension.equalsIgnoreCase("Endpoint") ? change.endpoint() : change.closeCategory();
  }
}
