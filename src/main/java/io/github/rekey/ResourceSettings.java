package io.github.rekey;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.rekey.rotation.ResourceId;
import java.util.List;
import java.util.Objects;

/**
 * A resource, the places that hold its connection string, and the apps that use it.
 *
 * @param clientsBack share of the baseline that must be back, 0 to 1
 * @param serverConnections whether the apps' own connections to the service are proved too
 * @param tags texts of the form name=value, for the policy's rules, beside those in ARM
 */
public record ResourceSettings(
    @JsonProperty(required = true) ResourceId id,
    @JsonProperty(required = true) String region,
    List<TargetSettings> targets,
    List<AppSettings> apps,
    Double clientsBack,
    Boolean serverConnections,
    List<String> tags) {
  public ResourceSettings {
    targets = targets == null ? List.of() : List.copyOf(targets);
    apps = apps == null ? List.of() : List.copyOf(apps);
    clientsBack = Objects.requireNonNullElse(clientsBack, 1.0);
    if (clientsBack <= 0 || clientsBack > 1) {
      throw new IllegalArgumentException("clientsBack is a share, above 0 and at most 1");
    }
    tags = tags == null ? List.of() : List.copyOf(tags);
    TagTexts.parse(tags);
    serverConnections = Objects.requireNonNullElse(serverConnections, true);
  }
}
