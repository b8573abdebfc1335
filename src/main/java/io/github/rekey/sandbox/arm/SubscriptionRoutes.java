package io.github.rekey.sandbox.arm;

import io.github.rekey.sandbox.http.Answer;
import io.github.rekey.sandbox.http.Call;
import io.github.rekey.sandbox.http.Refused;
import io.github.rekey.sandbox.world.Azure;
import io.github.rekey.sandbox.world.Notice;
import io.github.rekey.sandbox.world.Rights.Grant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The subscription itself: its groups, the caller's permissions, its Resource Health events. */
final class SubscriptionRoutes {
  private static final String ONE = "/subscriptions/{subscription}";
  private static final String GROUPS = "Microsoft.Resources/subscriptions/resourceGroups/read";
  private final Azure azure;
  private final String subscription;
  private final String tenant;

  SubscriptionRoutes(Azure azure, String subscription, String tenant) {
    this.azure = azure;
    this.subscription = subscription;
    this.tenant = tenant;
  }

  void addTo(ArmRoutes routes) {
    routes.read("listSubscriptions", "", "/subscriptions", call -> page(Stream.of(document())));
    routes.read("getSubscription", "", ONE, this::one);
    routes.read(
        "listGroups", GROUPS, ONE + "/resourceGroups", call -> page(groups().map(this::group)));
    routes.read(
        "listPermissions",
        "",
        ONE + "/{scope*}/providers/Microsoft.Authorization/permissions",
        call -> page(Stream.of(permissions())));
    routes.read(
        "listPermissions",
        "",
        ONE + "/providers/Microsoft.Authorization/permissions",
        call -> page(Stream.of(permissions())));
    routes.read(
        "listHealthEvents",
        "Microsoft.ResourceHealth/events/read",
        ONE + "/providers/Microsoft.ResourceHealth/events",
        call -> page(azure.notices().stream().map(this::event)));
  }

  private Answer one(Call call) {
    if (!call.variable("subscription").equalsIgnoreCase(subscription)) {
      throw new Refused(404, "SubscriptionNotFound", "The subscription could not be found.");
    }
    return Answer.ok(document());
  }

  private Map<String, Object> document() {
    return Map.of(
        "id",
        "/subscriptions/" + subscription,
        "subscriptionId",
        subscription,
        "tenantId",
        tenant,
        "displayName",
        "Rekey sandbox",
        "state",
        "Enabled");
  }

  private Stream<String> groups() {
    Stream<String> ids =
        Stream.concat(
            azure.signalr().stream().map(resource -> resource.id()),
            azure.sites().stream().map(site -> site.id()));
    return ids.map(id -> id.split("/")[4]).distinct();
  }

  private Map<String, Object> group(String name) {
    return Map.of(
        "id",
        "/subscriptions/" + subscription + "/resourceGroups/" + name,
        "name",
        name,
        "type",
        "Microsoft.Resources/resourceGroups",
        "location",
        "eastus",
        "properties",
        Map.of("provisioningState", "Succeeded"));
  }

  private Map<String, Object> permissions() {
    Grant grant = azure.rights().grant();
    return Map.of(
        "actions", grant.actions(),
        "notActions", grant.notActions(),
        "dataActions", grant.dataActions(),
        "notDataActions", List.of());
  }

  private Map<String, Object> event(Notice notice) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("eventType", notice.type().eventType());
    properties.put("eventSource", "ServiceHealth");
    properties.put("status", "Active");
    properties.put("title", notice.title());
    properties.put("summary", notice.text());
    properties.put("level", "Warning");
    properties.put("eventLevel", "Informational");
    properties.put("impactStartTime", notice.raised().toString());
    notice.deadline().ifPresent(by -> properties.put("impactMitigationTime", by.toString()));
    properties.put("impact", List.of(impact(notice)));
    properties.put("eventTags", tags(notice));
    properties.put("lastUpdateTime", notice.raised().toString());
    return Map.of(
        "id",
        "/providers/Microsoft.ResourceHealth/events/" + notice.trackingId(),
        "name",
        notice.trackingId(),
        "type",
        "/providers/Microsoft.ResourceHealth/events",
        "properties",
        properties);
  }

  private static List<String> tags(Notice notice) {
    return notice.type() == Notice.Type.ACTION_REQUIRED ? List.of("Action Recommended") : List.of();
  }

  private Map<String, Object> impact(Notice notice) {
    Map<String, Object> region =
        Map.of(
            "impactedRegion", notice.region(),
            "status", "Active",
            "impactedSubscriptions", List.of(subscription),
            "lastUpdateTime", notice.raised().toString());
    return Map.of("impactedService", notice.service(), "impactedRegions", List.of(region));
  }

  private static Answer page(Stream<Map<String, Object>> value) {
    return Answer.ok(Map.of("value", value.toList()));
  }
}
