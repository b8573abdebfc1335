package io.github.rekey.intake;

import io.github.rekey.triage.IgnoredBecause;
import io.github.rekey.triage.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Whatever an action group posts: the common alert schema, the older schemas of activity log,
 * metric and log alerts, budgets and autoscale notifications.
 */
final class AzureMonitorReader implements Family {
  private final ActivityLogReader activityLog = new ActivityLogReader();
  private final MetricAlertReader metrics = new MetricAlertReader();
  private final LogAlertReader logs = new LogAlertReader();

  @Override
  public boolean recognises(Fields element) {
    return element.has("schemaId")
        || !commonContext(element).node().isMissingNode()
        || isLogAlert(element)
        || isAutoscale(element);
  }

  @Override
  public List<Reading> read(Element element) {
    Fields body = element.fields();
    String schema = body.text("schemaId").toLowerCase(Locale.ROOT);
    if (isAutoscale(body)) {
      return ignored(element, IgnoredBecause.AUTOSCALE_NOTIFICATION, "autoscale");
    }
    if (!commonContext(body).node().isMissingNode()) {
      return common(element);
    }
    return switch (schema) {
      case "microsoft.insights/activitylogs" -> legacyActivityLog(element);
      case "azuremonitormetricalert" -> legacyMetric(element);
      case "aip budget notification" ->
          ignored(element, IgnoredBecause.BUDGET_ALERT, "a budget notification");
      default ->
          isLogAlert(body)
              ? legacyLog(element)
              : ignored(element, IgnoredBecause.OTHER_EVENT_TYPE, "an alert of schema " + schema);
    };
  }

  private List<Reading> common(Element element) {
    Fields body = element.fields();
    Fields essentials = body.in("data", "essentials");
    Fields context = commonContext(body);
    AlertEnvelope envelope = envelope(essentials);
    if (envelope.isFrom("CostAlerts")) {
      return ignored(element, IgnoredBecause.BUDGET_ALERT, "a cost alert");
    }
    Instant at =
        essentials
            .instant("resolvedDateTime")
            .or(() -> essentials.instant("firedDateTime"))
            .orElse(element.arrival().at());
    MonitorAlert alert = new MonitorAlert(element, envelope, context, at);
    if (context.has("operationName") || envelope.isFrom("ServiceHealth", "Resource Health")) {
      return activityLog.read(new ActivityLogEntry(element, context, envelope));
    }
    if (isLogContext(envelope, context)) {
      return logs.read(alert);
    }
    return envelope.isFrom("Platform") || context.in("condition").has("allOf")
        ? metrics.read(alert)
        : alert.ignored(IgnoredBecause.OTHER_EVENT_TYPE, "an alert of " + envelope.service());
  }

  private static AlertEnvelope envelope(Fields essentials) {
    return new AlertEnvelope(
        essentials.text("monitoringService"),
        essentials.text("alertRule"),
        essentials.text("description"),
        essentials.text("alertId").isEmpty()
            ? ""
            : String.join(
                "/",
                essentials.text("alertId").toLowerCase(Locale.ROOT),
                essentials.text("monitorCondition").toLowerCase(Locale.ROOT),
                essentials.firstText("resolvedDateTime", "firedDateTime")),
        essentials.text("monitorCondition"),
        essentials.texts("alertTargetIDs"));
  }

  private List<Reading> legacyActivityLog(Element element) {
    Fields data = element.fields().in("data");
    Fields entry = data.in("context", "activityLog");
    AlertEnvelope envelope = new AlertEnvelope("", "", "", "", data.text("status"), List.of());
    return activityLog.read(new ActivityLogEntry(element, entry, envelope));
  }

  private List<Reading> legacyMetric(Element element) {
    Fields data = element.fields().in("data");
    Fields context = data.in("context");
    String condition = data.text("status");
    String target = context.text("resourceId");
    String id =
        String.join("/", target, condition, context.text("timestamp")).toLowerCase(Locale.ROOT);
    AlertEnvelope envelope =
        new AlertEnvelope(
            "Platform",
            context.firstText("id", "name"),
            context.text("description"),
            context.text("timestamp").isEmpty() ? "" : id,
            condition,
            List.of(target));
    Instant at = context.instant("timestamp").orElse(element.arrival().at());
    return metrics.read(new MonitorAlert(element, envelope, context, at));
  }

  /** Has no id, and no word for resolved: older log alerts are stateless. */
  private List<Reading> legacyLog(Element element) {
    Fields log = logFields(element.fields());
    List<String> targets =
        log.text("SubscriptionId").isEmpty()
            ? List.of()
            : List.of("/subscriptions/" + log.text("SubscriptionId") + "/");
    AlertEnvelope envelope =
        new AlertEnvelope("Log Analytics", log.text("AlertRuleName"), "", "", "Fired", targets);
    Instant at = log.instant("SearchIntervalEndtimeUtc").orElse(element.arrival().at());
    return logs.read(new MonitorAlert(element, envelope, log, at));
  }

  private static boolean isLogContext(AlertEnvelope envelope, Fields context) {
    return envelope.isFrom("Log Analytics", "Log Alerts V2", "Application Insights")
        || context.is("conditionType", "LogQueryCriteria")
        || context.has("SearchQuery");
  }

  /** Azure's documentation also shows contexts alone. */
  private static Fields commonContext(Fields body) {
    Fields inside = body.in("data", "alertContext");
    return inside.node().isMissingNode() ? body.in("alertContext") : inside;
  }

  private static Fields logFields(Fields body) {
    return body.has("SearchQuery") ? body : body.in("data");
  }

  private static boolean isLogAlert(Fields body) {
    return logFields(body).has("SearchQuery") && logFields(body).has("AlertRuleName");
  }

  private static boolean isAutoscale(Fields body) {
    return body.has("operation")
        && body.in("context")
            .text("resourceType")
            .toLowerCase(Locale.ROOT)
            .startsWith("microsoft.insights/autoscale");
  }

  private static List<Reading> ignored(Element element, IgnoredBecause reason, String sentence) {
    return Element.ignored(element.origin("", "", element.arrival().at()), reason, sentence);
  }
}
