package io.github.rekey.azure;

import com.azure.core.util.Context;
import com.azure.monitor.query.MetricsQueryClient;
import com.azure.monitor.query.models.AggregationType;
import com.azure.monitor.query.models.MetricResult;
import com.azure.monitor.query.models.MetricValue;
import com.azure.monitor.query.models.MetricsQueryOptions;
import com.azure.monitor.query.models.QueryTimeInterval;
import com.azure.monitor.query.models.TimeSeriesElement;
import io.github.rekey.rotation.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads how many connections a SignalR resource has, opened and refused, from Azure Monitor.
 * Metrics, dimensions and aggregations are those of Azure's list of supported metrics for
 * Microsoft.SignalRService/SignalR; a bucket without a value, as Azure answers where it measured
 * nothing, is left out.
 */
public final class ConnectionMetrics {
  private static final Right METRICS =
      Right.control("Microsoft.Insights/metrics/read", "count connections");

  /** What Rekey needs on each SignalR resource to count its connections. */
  public static final List<Right> RIGHTS = List.of(METRICS);

  /** Values of the dimension Endpoint: clients, and the apps' servers. */
  enum Endpoint {
    CLIENT("Client"),
    SERVER("Server");

    private final String wire;

    Endpoint(String wire) {
      this.wire = wire;
    }

    String filter() {
      return "Endpoint eq '" + wire + "'";
    }
  }

  /** One measurement. */
  record Bucket(Instant start, Instant end, int value) {}

  private final MetricsQueryClient client;
  private final Duration granularity;
  private final Guarded monitor;

  public ConnectionMetrics(AzureClients clients, Guarded monitor) {
    this.client = clients.metrics();
    this.granularity = clients.settings().metricsGranularity();
    this.monitor = monitor;
  }

  /** Width of a bucket. */
  Duration granularity() {
    return granularity;
  }

  /** The most that were connected at once in each bucket. */
  List<Bucket> connected(ResourceId resource, Endpoint endpoint, Instant from, Instant to) {
    MetricsQueryOptions options =
        options(from, to).setAggregations(AggregationType.MAXIMUM).setFilter(endpoint.filter());
    return buckets(resource, "ConnectionCount", options, MetricValue::getMaximum);
  }

  /** How many were opened in each bucket. */
  List<Bucket> opened(ResourceId resource, Endpoint endpoint, Instant from, Instant to) {
    MetricsQueryOptions options =
        options(from, to).setAggregations(AggregationType.TOTAL).setFilter(endpoint.filter());
    return buckets(resource, "ConnectionOpenCount", options, MetricValue::getTotal);
  }

  /** How many were closed as Unauthorized, or refused so, in each bucket. */
  List<Bucket> unauthorized(ResourceId resource, Endpoint endpoint, Instant from, Instant to) {
    MetricsQueryOptions options =
        options(from, to)
            .setAggregations(AggregationType.TOTAL)
            .setFilter(endpoint.filter() + " and ConnectionCloseCategory eq 'Unauthorized'");
    return buckets(resource, "ConnectionCloseCount", options, MetricValue::getTotal);
  }

  private MetricsQueryOptions options(Instant from, Instant to) {
    return new MetricsQueryOptions()
        .setMetricNamespace("Microsoft.SignalRService/SignalR")
        .setTimeInterval(
            new QueryTimeInterval(from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC)))
        .setGranularity(granularity);
  }

  private List<Bucket> buckets(
      ResourceId resource,
      String metric,
      MetricsQueryOptions options,
      Function<MetricValue, @Nullable Double> value) {
    Call call = Call.read("read " + metric, "SignalR " + resource.name(), METRICS.toString());
    return monitor.read(
        call,
        () ->
            client
                .queryResourceWithResponse(path(resource), List.of(metric), options, Context.NONE)
                .getValue()
                .getMetrics()
                .stream()
                .map(MetricResult::getTimeSeries)
                .flatMap(List<TimeSeriesElement>::stream)
                .map(TimeSeriesElement::getValues)
                .flatMap(List<MetricValue>::stream)
                .flatMap(measured -> bucket(measured, value.apply(measured)))
                .toList());
  }

  private Stream<Bucket> bucket(MetricValue measured, @Nullable Double value) {
    Instant start = measured.getTimeStamp().toInstant();
    return value == null
        ? Stream.empty()
        : Stream.of(new Bucket(start, start.plus(granularity), value.intValue()));
  }

  /** The SDK puts a slash before it: with the id's own there would be two. */
  private static String path(ResourceId resource) {
    return "subscriptions/%s/resourceGroups/%s/providers/Microsoft.SignalRService/signalR/%s"
        .formatted(resource.subscription(), resource.resourceGroup(), resource.name());
  }
}
