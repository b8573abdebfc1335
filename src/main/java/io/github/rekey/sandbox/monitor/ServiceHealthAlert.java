package io.github.rekey.sandbox.monitor;

import io.github.rekey.sandbox.http.Json;
import io.github.rekey.sandbox.world.Notice;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * How an action group writes a Service Health notice, in the common alert schema or the legacy
 * activity-log schema. Azure publishes no sample of a notice about SignalR or of type
 * ActionRequired, so these are synthesised from its samples of other notices and labelled so.
 */
public final class ServiceHealthAlert {
  static final Map<String, String> LABEL = Map.of("source", "Rekey sandbox", "synthesised", "true");
  private final Notice notice;
  private final String subscription;

  public ServiceHealthAlert(Notice notice, String subscriptionId) {
    this.notice = notice;
    this.subscription = subscriptionId;
  }

  public Map<String, Object> common() {
    String alertId =
        UUID.nameUUIDFromBytes(notice.communicationId().getBytes(StandardCharsets.UTF_8))
            .toString();
    Map<String, Object> essentials = new LinkedHashMap<>();
    essentials.put("alertId", scope() + "/providers/Microsoft.AlertsManagement/alerts/" + alertId);
    essentials.put("alertRule", "service-health-signalr");
    essentials.put("severity", "Sev4");
    essentials.put("signalType", "Activity Log");
    essentials.put("monitorCondition", "Fired");
    essentials.put("monitoringService", "ServiceHealth");
    essentials.put("alertTargetIDs", List.of(scope()));
    essentials.put("originAlertId", alertId);
    essentials.put("firedDateTime", notice.raised().toString());
    essentials.put("description", "");
    essentials.put("essentialsVersion", "1.0");
    essentials.put("alertContextVersion", "1.0");
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("essentials", essentials);
    data.put("alertContext", commonContext());
    data.put("customProperties", LABEL);
    return Map.of("schemaId", "azureMonitorCommonAlertSchema", "data", data);
  }

  public Map<String, Object> legacy() {
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("channels", "Admin");
    log.put("correlationId", notice.communicationId());
    log.put("description", notice.title());
    log.put("eventSource", "ServiceHealth");
    log.put("eventTimestamp", notice.raised().toString());
    log.put("eventDataId", notice.communicationId());
    log.put("level", "Informational");
    log.put("operationName", operation());
    log.put("operationId", notice.communicationId());
    log.put("properties", properties());
    log.put("status", "Active");
    log.put("subscriptionId", subscription);
    log.put("submissionTimestamp", notice.raised().toString());
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("status", "Activated");
    data.put("context", Map.of("activityLog", log));
    data.put("properties", LABEL);
    return Map.of("schemaId", "Microsoft.Insights/activityLogs", "data", data);
  }

  /** Here level, source and channels are numbers, unlike in the legacy schema. */
  private Map<String, Object> commonContext() {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("authorization", null);
    context.put("channels", 1);
    context.put("claims", null);
    context.put("caller", null);
    context.put("correlationId", notice.communicationId());
    context.put("eventSource", 2);
    context.put("eventTimestamp", notice.raised().toString());
    context.put("httpRequest", null);
    context.put("eventDataId", notice.communicationId());
    context.put("level", 3);
    context.put("operationName", operation());
    context.put("operationId", notice.communicationId());
    context.put("properties", properties());
    context.put("status", "Active");
    context.put("subStatus", null);
    context.put("submissionTimestamp", notice.raised().toString());
    context.put("ResourceType", null);
    return context;
  }

  private Map<String, String> properties() {
    Map<String, String> properties = new TreeMap<>();
    properties.put("title", notice.title());
    properties.put("service", notice.service());
    properties.put("region", notice.region());
    properties.put("communication", notice.text());
    properties.put("incidentType", notice.type().incidentType());
    properties.put("trackingId", notice.trackingId());
    properties.put("impactStartTime", notice.raised().toString());
    notice.deadline().ifPresent(by -> properties.put("impactMitigationTime", by.toString()));
    properties.put("impactedServices", impactedServices());
    properties.put("defaultLanguageTitle", notice.title());
    properties.put("defaultLanguageContent", notice.text());
    properties.put("stage", "Active");
    properties.put("communicationId", notice.communicationId());
    properties.put("isHIR", "false");
    properties.put("version", "0.1.1");
    return properties;
  }

  /** JSON inside a string, as Azure's samples have it. */
  private String impactedServices() {
    Map<String, Object> service = new LinkedHashMap<>();
    service.put("ImpactedRegions", List.of(Map.of("RegionName", notice.region())));
    service.put("ServiceName", notice.service());
    return new String(Json.bytes(List.of(service)), StandardCharsets.UTF_8);
  }

  private String operation() {
    return "Microsoft.ServiceHealth/"
        + notice.type().incidentType().toLowerCase(Locale.ROOT)
        + "/action";
  }

  private String scope() {
    return "/subscriptions/" + subscription;
  }
}
