package io.github.rekey.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.rekey.sandbox.http.Refused;
import io.github.rekey.sandbox.world.Notice;
import io.github.rekey.sandbox.world.Notice.Type;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes the notices that can be asked for; their wording is invented, Azure's is not published.
 */
final class Notices {
  private static final String SERVICE = "Azure SignalR Service";
  private static final Map<String, String> REGIONS =
      Map.of(
          "eastus", "East US",
          "eastus2", "East US 2",
          "westus", "West US",
          "westus2", "West US 2",
          "centralus", "Central US",
          "westeurope", "West Europe",
          "northeurope", "North Europe",
          "uksouth", "UK South",
          "southeastasia", "Southeast Asia");
  private final Clock clock;

  Notices(Clock clock) {
    this.clock = clock;
  }

  Notice of(JsonNode request) {
    Optional<Instant> deadline =
        Optional.ofNullable(request.get("deadline")).map(d -> Instant.parse(d.asText()));
    String kind = request.path("kind").asText("mandatory-regeneration");
    String service = request.path("service").asText(SERVICE);
    String region = region(request.path("region").asText("eastus"));
    Type type = type(kind);
    String id = UUID.randomUUID().toString();
    String trackingId =
        request.path("trackingId").asText(id.substring(0, 8).toUpperCase(Locale.ROOT));
    return new Notice(
        type,
        trackingId,
        id,
        service,
        region,
        title(type, service, region),
        text(type, service, region, deadline),
        clock.instant(),
        deadline);
  }

  private static Type type(String kind) {
    return switch (kind) {
      case "mandatory-regeneration" -> Type.ACTION_REQUIRED;
      case "maintenance" -> Type.MAINTENANCE;
      case "incident" -> Type.INCIDENT;
      case "informational" -> Type.INFORMATIONAL;
      case "security" -> Type.SECURITY;
      default -> throw new Refused(400, "BadRequest", "Unknown kind of notice: " + kind);
    };
  }

  private static String title(Type type, String service, String region) {
    return type == Type.ACTION_REQUIRED
        ? "Action required: regenerate the access keys of your " + service + " resources"
        : type.incidentType() + " - " + service + " - " + region;
  }

  private static String text(Type type, String service, String region, Optional<Instant> deadline) {
    if (type != Type.ACTION_REQUIRED) {
      return "<p>%s in %s: %s.</p>".formatted(service, region, type.incidentType());
    }
    String by = deadline.map(d -> " by " + d).orElse("");
    return ("<p>Access key regeneration is mandatory for %s resources in %s%s. Regenerate the access"
            + " keys as soon as possible, otherwise the service will regenerate them and"
            + " applications that still use the old keys will fail to connect.</p>")
        .formatted(service, region, by);
  }

  private static String region(String name) {
    return REGIONS.getOrDefault(name.toLowerCase(Locale.ROOT), name);
  }
}
