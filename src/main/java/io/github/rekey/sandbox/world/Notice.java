package io.github.rekey.sandbox.world;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that Service Health tells about a service in a region; never about a single resource.
 *
 * @param region as people write it, e.g. East US
 * @param communicationId names this text; updates of one notice share the tracking id only
 */
public record Notice(
    Type type,
    String trackingId,
    String communicationId,
    String service,
    String region,
    String title,
    String text,
    Instant raised,
    Optional<Instant> deadline) {
  /** Service Health's incident types. */
  public enum Type {
    ACTION_REQUIRED("ActionRequired", "HealthAdvisory"),
    INFORMATIONAL("Informational", "HealthAdvisory"),
    INCIDENT("Incident", "ServiceIssue"),
    MAINTENANCE("Maintenance", "PlannedMaintenance"),
    SECURITY("Security", "SecurityAdvisory");

    private final String incidentType;
    private final String eventType;

    Type(String incidentType, String eventType) {
      this.incidentType = incidentType;
      this.eventType = eventType;
    }

    /** The word in alerts. */
    public String incidentType() {
      return incidentType;
    }

    /** The word in the Resource Health events API. */
    public String eventType() {
      return eventType;
    }
  }
}
