package io.github.rekey.sandbox.monitor;

import io.github.rekey.sandbox.world.Meter.Change;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The metrics of Microsoft.SignalRService/SignalR that are served (Azure: supported metrics). */
enum Metric {
  CONNECTION_COUNT("ConnectionCount", "Connection Count", "maximum", List.of("Endpoint")),
  CONNECTION_OPEN_COUNT(
      "ConnectionOpenCount", "Connection Open Count", "total", List.of("Endpoint")),
  CONNECTION_CLOSE_COUNT(
      "ConnectionCloseCount",
      "Connection Close Count",
      "total",
      List.of("Endpoint", "ConnectionCloseCategory"));

  private final String wireName;
  private final String title;
  private final String aggregation;
  private final List<String> dimensions;

  Metric(String wireName, String title, String aggregation, List<String> dimensions) {
    this.wireName = wireName;
    this.title = title;
    this.aggregation = aggregation;
    this.dimensions = dimensions;
  }

  static Optional<Metric> named(String name) {
    return Arrays.stream(values()).filter(m -> m.wireName.equalsIgnoreCase(name)).findFirst();
  }

  String wireName() {
    return wireName;
  }

  String title() {
    return title;
  }

  /** The one aggregation that means something, as its field in the answer. */
  String aggregation() {
    return aggregation;
  }

  /** Whether a change of the meter says anything about this metric; a refusal is a close too. */
  boolean counts(Change change) {
    return switch (this) {
      case CONNECTION_COUNT -> true;
      case CONNECTION_OPEN_COUNT -> change.delta() > 0;
      case CONNECTION_CLOSE_COUNT -> change.delta() <= 0;
    };
  }

  List<String> dimensions() {
    return dimensions;
  }
}
