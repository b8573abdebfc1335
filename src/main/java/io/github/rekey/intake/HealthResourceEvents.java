package io.github.rekey.intake;

import io.github.rekey.rotation.ResourceId;
import io.github.rekey.triage.Alert;
import io.github.rekey.triage.IgnoredBecause;
import io.github.rekey.triage.Reading;
import io.github.rekey.triage.Scope;
import java.util.List;
import java.util.Optional;

/**
 * HealthResources events. Today Azure sends them for virtual machines only (Event Grid
 * documentation, preview); one about a SignalR resource would be an advisory.
 */
final class HealthResourceEvents implements GridEvents {
  @Override
  public String prefix() {
    return "Microsoft.ResourceNotifications.HealthResources.";
  }

  @Override
  public List<Reading> read(GridEvent event) {
    Fields health = event.data().in("resourceInfo", "properties");
    Optional<ResourceId> resource =
        SignalRIds.in(health.text("targetResourceId")).or(() -> SignalRIds.in(event.subject()));
    if (resource.isEmpty()) {
      return event.ignored(
          IgnoredBecause.OTHER_SERVICE, "health of " + health.text("targetResourceType"));
    }
    if (health.is("availabilityState", "Available")) {
      return event.ignored(IgnoredBecause.RESOLVED_ALERT, resource.get() + " is available");
    }
    String title =
        Redaction.line(
            ("Resource health: " + health.firstText("availabilityState", "annotationName"))
                + (" " + health.text("summary")));
    return Element.understood(
        new Alert.HealthAdvisory(
            event.origin(),
            new Scope.Resource(resource.get()),
            title,
            new NoticeText(title).mentionsKeys()));
  }
}
