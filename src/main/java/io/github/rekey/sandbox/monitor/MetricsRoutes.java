package io.github.rekey.sandbox.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rekey.sandbox.arm.ArmRoutes;
import io.github.rekey.sandbox.http.Answer;
import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.http.Refused;
import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.SignalRResource;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Azure Monitor's metrics: of one resource, and the batch form for several. */
public final class MetricsRoutes {
  private static final String RIGHT = "Microsoft.Insights/metrics/read";
  private final Azure azure;
  private final Clock clock;

  public MetricsRoutes(Azure azure, Clock clock) {
    this.azure = azure;
    this.clock = clock;
  }

  public void addTo(ArmRoutes routes) {
    routes.read(
        "metrics", RIGHT, "/{resource*}/providers/Microsoft.Insights/metrics", this::single);
    routes.add(
        "POST",
        "metricsBatch",
        RIGHT,
        "/subscriptions/{subscription}/metrics:getBatch",
        this::batch);
  }

  private Answer single(Call call) {
    return Answer.ok(answer(find("/" + call.variable("resource")), query(call)));
  }

  private Answer batch(Call call) {
    MetricQuery query = query(call);
    List<Map<String, Object>> values = new ArrayList<>();
    for (JsonNode id : call.json().path("resourceids")) {
      SignalRResource resource = find(id.asText());
      Map<String, Object> one = answer(resource, query);
      one.put("starttime", query.from().toString());
      one.put("endtime", query.to().toString());
      one.put("resourceid", resource.id());
      values.add(one);
    }
    return Answer.ok(Map.of("values", values));
  }

  private MetricQuery query(Call call) {
    return MetricQuery.of(call, clock.instant());
  }

  private SignalRResource find(String id) {
    return azure
        .signalr(id)
        .orElseThrow(
            () -> new Refused(404, "ResourceNotFound", "The Resource '" + id + "' was not found."));
  }

  private Map<String, Object> answer(SignalRResource resource, MetricQuery query) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("cost", 0);
    answer.put("timespan", query.from() + "/" + query.to());
    answer.put("interval", query.interval().toString());
    answer.put("namespace", "Microsoft.SignalRService/SignalR");
    answer.put("resourceregion", resource.region());
    answer.put("value", metrics(query).map(metric -> written(metric, resource, query)).toList());
    return answer;
  }

  private static Stream<Metric> metrics(MetricQuery query) {
    return query.metrics().stream()
        .map(
            name ->
                Metric.named(name)
                    .orElseThrow(
                        () -> MetricQuery.bad("Failed to find metric configuration: " + name)));
  }

  private static Map<String, Object> written(
      Metric metric, SignalRResource resource, MetricQuery query) {
    return Map.of(
        "id",
        resource.id() + "/providers/Microsoft.Insights/metrics/" + metric.wireName(),
        "type",
        "Microsoft.Insights/metrics",
        "name",
        Map.of("value", metric.wireName(), "localizedValue", metric.title()),
        "displayDescription",
        metric.title(),
        "unit",
        "Count",
        "timeseries",
        new TimeSeries(metric, query).of(resource.meter()),
        "errorCode",
        "Success");
  }
}
