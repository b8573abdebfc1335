package io.github.rekey.sandbox.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.util.Context;
import com.azure.monitor.query.MetricsClient;
import com.azure.monitor.query.MetricsClientBuilder;
import com.azure.monitor.query.MetricsQueryClient;
import com.azure.monitor.query.MetricsQueryClientBuilder;
import com.azure.monitor.query.models.AggregationType;
import com.azure.monitor.query.models.MetricValue;
import com.azure.monitor.query.models.MetricsAudience;
import com.azure.monitor.query.models.MetricsQueryOptions;
import com.azure.monitor.query.models.MetricsQueryResult;
import com.azure.monitor.query.models.QueryTimeInterval;
import io.github.rekey.sandbox.control.RunningPlane;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsIT {
  private final RunningPlane running = new RunningPlane();
  private final MetricsQueryClient client =
      new MetricsQueryClientBuilder()
          .endpoint(running.plane().armUrl().toString())
          .credential(running.credential())
          .httpClient(running.azureHttp())
          .buildClient();

  @BeforeEach
  void threeClientsComeAndOneIsRefused() {
    for (int i = 0; i < 3; i++) {
      running.chat().meter().opened("Client");
    }
    running.chat().meter().opened("Server");
    running.chat().meter().closed("Client", "Normal");
    running.chat().meter().refused("Client", "Unauthorized");
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void tellsTheMostClientsAtOnce() {
    assertThat(
            newest(query("ConnectionCount", "Endpoint eq 'Client'", AggregationType.MAXIMUM))
                .getMaximum())
        .isEqualTo(3.0);
  }

  @Test
  void countsAllEndpointsTogetherWithoutAFilter() {
    MetricsQueryResult all = query("ConnectionCount", null, AggregationType.MAXIMUM);
    assertThat(newest(all).getMaximum()).isEqualTo(4.0);
  }

  @Test
  void splitsClosesByCategory() {
    MetricsQueryResult closes =
        query("ConnectionCloseCount", "ConnectionCloseCategory eq '*'", AggregationType.TOTAL);
    assertThat(closes.getMetrics().get(0).getTimeSeries())
        .extracting(series -> series.getMetadata().get("connectionclosecategory"))
        .containsExactlyInAnyOrder("Normal", "Unauthorized");
  }

  @Test
  void countsARefusalAsAnUnauthorizedClose() {
    MetricsQueryResult refused =
        query(
            "ConnectionCloseCount",
            "Endpoint eq 'Client' and ConnectionCloseCategory eq 'Unauthorized'",
            AggregationType.TOTAL);
    assertThat(sum(refused)).isEqualTo(1.0);
  }

  @Test
  void countsOpensOnly() {
    assertThat(sum(query("ConnectionOpenCount", "Endpoint eq 'Client'", AggregationType.TOTAL)))
        .isEqualTo(3.0);
  }

  @Test
  void doesNotInventAValueBeforeItMeasured() {
    MetricsQueryResult result =
        query("ConnectionCount", "Endpoint eq 'Client'", AggregationType.MAXIMUM);
    List<MetricValue> values = values(result);
    assertThat(values.get(0).getMaximum()).isNull();
  }

  @Test
  void answersTheBatchClientToo() {
    MetricsClient batch =
        new MetricsClientBuilder()
            .endpoint(running.plane().armUrl().toString())
            .audience(MetricsAudience.fromString("https://metrics.monitor.azure.com"))
            .credential(running.credential())
            .httpClient(running.azureHttp())
            .buildClient();
    var results =
        batch.queryResources(
            List.of(running.chat().id()),
            List.of("ConnectionOpenCount"),
            "Microsoft.SignalRService/SignalR");
    assertThat(results.getMetricsQueryResults()).hasSize(1);
    assertThat(results.getMetricsQueryResults().get(0).getMetrics().get(0).getMetricName())
        .isEqualTo("ConnectionOpenCount");
  }

  @Test
  void doesNotKnowOtherMetricsOrDimensions() {
    assertThatThrownBy(() -> query("MessageCount", null, AggregationType.TOTAL))
        .isInstanceOf(HttpResponseException.class);
    assertThatThrownBy(() -> query("ConnectionCount", "Hub eq 'x'", AggregationType.MAXIMUM))
        .isInstanceOf(HttpResponseException.class);
  }

  private MetricsQueryResult query(String metric, String filter, AggregationType aggregation) {
    MetricsQueryOptions options =
        new MetricsQueryOptions()
            .setTimeInterval(new QueryTimeInterval(Duration.ofMinutes(5)))
            .setGranularity(Duration.ofMinutes(1))
            .setAggregations(aggregation);
    if (filter != null) {
      options.setFilter(filter);
    }
    return client
        .queryResourceWithResponse(running.chat().id(), List.of(metric), options, Context.NONE)
        .getValue();
  }

  private static List<MetricValue> values(MetricsQueryResult result) {
    return result.getMetrics().get(0).getTimeSeries().get(0).getValues();
  }

  private static MetricValue newest(MetricsQueryResult result) {
    List<MetricValue> values = values(result);
    return values.get(values.size() - 1);
  }

  private static double sum(MetricsQueryResult result) {
    return values(result).stream()
        .map(MetricValue::getTotal)
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .sum();
  }
}
