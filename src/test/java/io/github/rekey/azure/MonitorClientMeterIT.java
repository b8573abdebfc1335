package io.github.rekey.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.rekey.rotation.Baseline;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MonitorClientMeterIT {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private final Map<String, String> buckets = new LinkedHashMap<>();
  private volatile String asked = "";
  private final FakeAzure azure =
      new FakeAzure(
          routes ->
              routes.get(
                  "/subscriptions/{s}/resourceGroups/{g}/providers/Microsoft.SignalRService"
                      + "/signalR/{n}/providers/Microsoft.Insights/metrics",
                  this::metrics));

  @AfterEach
  void stop() {
    azure.close();
  }

  @Test
  void takesTheMostClientsOfFewMeasurements() {
    buckets.put("2026-01-01T11:40:00Z", "150");
    buckets.put("2026-01-01T11:41:00Z", "200");
    buckets.put("2026-01-01T11:59:00Z", "3");
    assertThat(meter(NOON).baseline(Keys.CHAT, NOON))
        .contains(
            new Baseline(
                200, Instant.parse("2026-01-01T11:41:00Z"), "azure-monitor ConnectionCount"));
    assertThat(asked)
        .contains("ConnectionCount", "Maximum", "Endpoint eq 'Client'", "PT1M")
        .contains("2026-01-01T11:30Z/2026-01-01T12:00Z");
  }

  @Test
  void countsNoClientTwiceThatReconnected() {
    minutes(30, "12");
    minutes(2, "24");
    assertThat(meter(NOON).baseline(Keys.CHAT, NOON)).map(Baseline::clients).contains(12);
  }

  @Test
  void stillMissesClientsThatWereLostLongAgo() {
    minutes(30, "12");
    minutes(27, "3");
    assertThat(meter(NOON).baseline(Keys.CHAT, NOON)).map(Baseline::clients).contains(12);
  }

  @Test
  void measurementsOfNobodyDoNotHideThatThereWereClients() {
    minutes(30, "12");
    minutes(29, "0");
    assertThat(meter(NOON).baseline(Keys.CHAT, NOON)).map(Baseline::clients).contains(12);
  }

  @Test
  void isNobodyWhereNobodyWasMeasured() {
    minutes(30, "0");
    assertThat(meter(NOON).baseline(Keys.CHAT, NOON)).map(Baseline::clients).contains(0);
  }

  /** The last ones before noon. */
  private void minutes(int count, String clients) {
    for (int i = 1; i <= count; i++) {
      buckets.put(NOON.minusSeconds(60L * i).toString(), clients);
    }
  }

  @Test
  void hasNoBaselineWithoutAMeasurement() {
    buckets.put("2026-01-01T11:40:00Z", "null");
    assertThat(meter(NOON).baseline(Keys.CHAT, NOON)).isEmpty();
  }

  @Test
  void countsByTheNewestCompleteBucketSince() {
    buckets.put("2026-01-01T12:00:00Z", "10");
    buckets.put("2026-01-01T12:01:00Z", "20");
    buckets.put("2026-01-01T12:02:00Z", "30");
    buckets.put("2026-01-01T12:03:00Z", "40");
    Instant now = NOON.plusSeconds(3 * 60 + 30);
    assertThat(meter(now).clients(Keys.CHAT, NOON.plusSeconds(1))).isEqualTo(OptionalInt.of(30));
  }

  @Test
  void doesNotCountByABucketThatBeganBefore() {
    buckets.put("2026-01-01T12:00:00Z", "10");
    assertThat(meter(NOON.plusSeconds(90)).clients(Keys.CHAT, NOON.plusSeconds(1))).isEmpty();
  }

  @Test
  void doesNotAskBeforeABucketCanBeComplete() {
    assertThat(meter(NOON.plusSeconds(30)).clients(Keys.CHAT, NOON)).isEmpty();
    assertThat(asked).isEmpty();
  }

  private MonitorClientMeter meter(Instant now) {
    return new MonitorClientMeter(
        new ConnectionMetrics(azure.clients(), azure.guarded(Dependency.MONITOR)),
        Clock.fixed(now, ZoneOffset.UTC));
  }

  private void metrics(Context x) {
    asked = x.queryParamMap().toString();
    String data =
        buckets.entrySet().stream()
            .map(
                b ->
                    b.getValue().equals("null")
                        ? "{\"timeStamp\":\"%s\"}".formatted(b.getKey())
                        : "{\"timeStamp\":\"%s\",\"maximum\":%s}"
                            .formatted(b.getKey(), b.getValue()))
            .collect(Collectors.joining(","));
    x.contentType("application/json")
        .result(
            """
            {"cost":0,"timespan":"2026-01-01T11:30:00Z/2026-01-01T12:00:00Z","interval":"PT1M",
             "namespace":"Microsoft.SignalRService/SignalR","resourceregion":"westeurope",
             "value":[{"id":"x","type":"Microsoft.Insights/metrics",
              "name":{"value":"ConnectionCount","localizedValue":"ConnectionCount"},"unit":"Count",
              "timeseries":[{"metadatavalues":[{"name":{"value":"endpoint"},"value":"Client"}],
               "data":[%s]}]}]}
            """
                .formatted(data));
  }
}
