package io.github.rekey.intake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.rekey.triage.Reading;
import java.util.List;
import java.util.Locale;

/**
 * A Service Health event as Resource Manager lists it: written as the activity log entry that an
 * alert would have brought, and read as that. Its {@code HealthAdvisory} is what alerts call
 * ActionRequired and Informational; it is taken for the first where Azure tags it "Action
 * Recommended" (assumption).
 */
final class HealthEventReader implements Family {
  private static final String TYPE = "microsoft.resourcehealth/events";
  private final ActivityLogReader activityLog = new ActivityLogReader();

  @Override
  public boolean recognises(Fields element) {
    return element.text("type").toLowerCase(Locale.ROOT).endsWith(TYPE);
  }

  @Override
  public List<Reading> read(Element element) {
    Fields event = element.fields();
    Fields told = event.in("properties");
    ObjectNode entry = Json.MAPPER.createObjectNode();
    entry.put("operationName", "Microsoft.ServiceHealth/event/action");
    entry.put("subscriptionId", event.text("subscriptionId"));
    entry.put("eventTimestamp", told.firstText("lastUpdateTime", "impactStartTime"));
    ObjectNode properties = entry.putObject("properties");
    properties.put("trackingId", event.text("name"));
    properties.put("communicationId", HealthPoller.POLLED + told.text("lastUpdateTime"));
    properties.put("incidentType", incidentType(told));
    properties.put("stage", told.text("status"));
    properties.put("title", told.text("title"));
    properties.put("communication", told.text("summary"));
    properties.put("defaultLanguageContent", told.in("article").text("articleContent"));
    impacted(told, properties.putArray("impactedServices"));
    return activityLog.read(new ActivityLogEntry(element, new Fields(entry), AlertEnvelope.NONE));
  }

  private static String incidentType(Fields told) {
    String type = told.text("eventType");
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "healthadvisory" -> actionRequired(told) ? "ActionRequired" : "Informational";
      case "securityadvisory" -> "Security";
      case "plannedmaintenance" -> "Maintenance";
      case "serviceissue" -> "Incident";
      default -> type;
    };
  }

  private static boolean actionRequired(Fields told) {
    return told.texts("eventTags").stream().anyMatch("Action Recommended"::equalsIgnoreCase);
  }

  private static void impacted(Fields told, ArrayNode services) {
    for (Fields impact : told.list("impact")) {
      ObjectNode service = services.addObject();
      service.put("ServiceName", impact.text("impactedService"));
      ArrayNode regions = service.putArray("ImpactedRegions");
      impact
          .list("impactedRegions")
          .forEach(each -> regions.addObject().put("RegionName", each.text("impactedRegion")));
    }
  }
}
