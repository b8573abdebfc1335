package io.github.rekey.sandbox.monitor;

import io.github.rekey.sandbox.world.SignalRResource;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * A metric alert on connections closed as Unauthorized, in the common alert schema, after Azure's
 * sample of a static metric alert.
 */
public record UnauthorizedClosesAlert(SignalRResource resource, int closes, Instant at) {
  private static final Duration WINDOW = Duration.ofMinutes(5);

  public Map<String, Object> common() {
    String subscription = resource.id().split("/")[2];
    String alertId = UUID.randomUUID().toString();
    Map<String, Object> essentials = new LinkedHashMap<>();
    essentials.put(
        "alertId",
        "/subscriptions/%s/providers/Microsoft.AlertsManagement/alerts/%s"
            .formatted(subscription, alertId));
    essentials.put("alertRule", "signalr-unauthorized-closes");
    essentials.put("severity", "Sev1");
    essentials.put("signalType", "Metric");
    essentials.put("monitorCondition", "Fired");
    essentials.put("monitoringService", "Platform");
    essentials.put("alertTargetIDs", List.of(resource.id().toLowerCase(Locale.ROOT)));
    essentials.put("configurationItems", List.of(resource.name()));
    essentials.put("originAlertId", subscription + "_signalr-unauthorized-closes_" + alertId);
    essentials.put("firedDateTime", at.toString());
    essentials.put("description", "Connections are closed as Unauthorized");
    essentials.put("essentialsVersion", "1.0");
    essentials.put("alertContextVersion", "1.0");
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("essentials", essentials);
    data.put("alertContext", context());
    data.put("customProperties", ServiceHealthAlert.LABEL);
    return Map.of("schemaId", "azureMonitorCommonAlertSchema", "data", data);
  }

  private Map<String, Object> context() {
    Map<String, Object> criterion = new LinkedHashMap<>();
    criterion.put("metricName", "ConnectionCloseCount");
    criterion.put("metricNamespace", "Microsoft.SignalRService/SignalR");
    criterion.put("operator", "GreaterThan");
    criterion.put("threshold", "0");
    criterion.put("timeAggregation", "Total");
    criterion.put("dimensions", dimensions());
    criterion.put("metricValue", closes);
    criterion.put("webTestName", null);
    Map<String, Object> condition = new LinkedHashMap<>();
    condition.put("windowSize", WINDOW.toString());
    condition.put("allOf", List.of(criterion));
    condition.put("windowStartTime", at.minus(WINDOW).toString());
    condition.put("windowEndTime", at.toString());
    return Map.of(
        "properties",
        Map.of(),
        "conditionType",
        "SingleResourceMultipleMetricCriteria",
        "condition",
        condition);
  }

  private static List<Map<String, String>> dimensions() {
    return List.of(
        Map.of("name", "ConnectionCloseCategory", "value", "Unauthorized"),
        Map.of("name", "Endpoint", "value", "Client"));
  }
}
