package io.github.rekey.intake;

import io.github.rekey.rotation.ResourceId;
import io.github.rekey.triage.Alert;
import io.github.rekey.triage.IgnoredBecause;
import io.github.rekey.triage.Reading;
import io.github.rekey.triage.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sorts activity log entries by kind, told by the operation's name and, where that does not tell,
 * by the category.
 */
final class ActivityLogReader {
  private static final Set<String> SUCCEEDED = Set.of("succeeded", "success");
  private static final Set<String> FAILED =
      Set.of("failed", "failure", "canceled", "cancelled", "cancel");

  private final ServiceHealthReader serviceHealth = new ServiceHealthReader();

  List<Reading> read(ActivityLogEntry entry) {
    String operation = entry.operation();
    String category = entry.category();
    if (operation.startsWith("microsoft.servicehealth/") || category.equals("servicehealth")) {
      return serviceHealth.read(entry);
    }
    if (entry.alert().test()) {
      return entry.ignored(IgnoredBecause.TEST_ALERT, "a test of the action group");
    }
    if (operation.startsWith("microsoft.resourcehealth/") || category.equals("resourcehealth")) {
      return resourceHealth(entry);
    }
    if (category.equals("autoscale") || operation.startsWith("microsoft.insights/autoscale")) {
      return entry.ignored(IgnoredBecause.AUTOSCALE_NOTIFICATION, "autoscale");
    }
    if (Set.of("", "administrative", "write", "delete", "action").contains(category)) {
      return administrative(entry);
    }
    return entry.ignored(IgnoredBecause.OTHER_EVENT_TYPE, "activity log category " + category);
  }

  private static List<Reading> administrative(ActivityLogEntry entry) {
    Fields fields = entry.entry();
    String operation = entry.operation();
    Fields caller = fields.has("identity") ? fields.in("identity") : fields;
    return new ManagementOperation(
            entry.origin(),
            operation.isEmpty() ? caller.in("authorization").text("action") : operation,
            result(entry.status()),
            entry.named(),
            CallerClaims.of(caller, fields.text("correlationId"), fields.text("caller")))
        .read();
  }

  private static ManagementOperation.Result result(String status) {
    if (SUCCEEDED.contains(status)) {
      return ManagementOperation.Result.SUCCEEDED;
    }
    return FAILED.contains(status)
        ? ManagementOperation.Result.FAILED_OR_CANCELLED
        : ManagementOperation.Result.UNFINISHED;
  }

  private static List<Reading> resourceHealth(ActivityLogEntry entry) {
    Optional<ResourceId> resource =
        entry.named().stream().flatMap(id -> SignalRIds.in(id).stream()).findFirst();
    if (resource.isEmpty()) {
      return entry.ignored(IgnoredBecause.OTHER_SERVICE, "health of another kind of resource");
    }
    Fields health = entry.properties();
    boolean well = health.is("currentHealthStatus", "Available");
    if (entry.alert().over() || well || entry.status().equals("resolved")) {
      return entry.ignored(IgnoredBecause.RESOLVED_ALERT, resource.get() + " is well again");
    }
    String title = Redaction.line(health.firstText("title", "details", "healthStatus"));
    boolean keys = new NoticeText(title, health.text("details")).mentionsKeys();
    return Element.understood(
        new Alert.HealthAdvisory(entry.origin(), new Scope.Resource(resource.get()), title, keys));
  }
}
