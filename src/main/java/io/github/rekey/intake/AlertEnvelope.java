package io.github.rekey.intake;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What an Azure Monitor alert says about itself, in any of its schemas.
 *
 * @param service {@code monitoringService}: Platform, ServiceHealth, Log Alerts V2, …
 * @param rule the alert rule's name or id
 * @param id what tells this firing from the next
 * @param condition Fired or Resolved, Activated or Deactivated
 * @param targets ids of resources or subscriptions
 */
record AlertEnvelope(
    String service,
    String rule,
    String description,
    String id,
    String condition,
    List<String> targets) {
  static final AlertEnvelope NONE = new AlertEnvelope("", "", "", "", "", List.of());

  private static final Set<String> OVER = Set.of("resolved", "deactivated");

  /** The condition that it told of no longer holds. */
  boolean over() {
    return OVER.contains(condition.toLowerCase(Locale.ROOT));
  }

  boolean test() {
    return TestMarkers.inRule(rule, description);
  }

  boolean isFrom(String... services) {
    return List.of(services).stream().anyMatch(service::equalsIgnoreCase);
  }
}
