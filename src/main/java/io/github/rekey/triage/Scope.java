package io.github.rekey.triage;

import io.github.rekey.rotation.ResourceId;
import org.jspecify.annotations.Nullable;

/** What an alert is about, as far as it says. The fleet turns it into resources. */
public sealed interface Scope {
  record Resource(ResourceId id) implements Scope {}

  /**
   * Service Health names no resource.
   *
   * @param subscription lower case
   * @param region as written by Azure ("West Europe"); null for all regions
   */
  record Area(String subscription, @Nullable String region) implements Scope {}

  /** A Key Vault secret, names in lower case. */
  record Secret(String vault, String name) implements Scope {}

  /** A resource that is not an Azure SignalR resource, or none at all. */
  record Foreign(String subject) implements Scope {}
}
