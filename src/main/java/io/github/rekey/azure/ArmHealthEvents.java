package io.github.rekey.azure;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Lists a subscription's Service Health events (Events_ListBySubscriptionId of
 * Microsoft.ResourceHealth, api-version 2022-10-01), as they are: reading them is intake's.
 */
public final class ArmHealthEvents {
  private static final Right READ =
      Right.control("Microsoft.ResourceHealth/events/read", "hear of notices without an alert");

  /** What Rekey needs on each subscription. */
  public static final List<Right> RIGHTS = List.of(READ);

  private static final String PATH =
      "/subscriptions/%s/providers/Microsoft.ResourceHealth/events"
          + "?api-version=2022-10-01&queryStartTime=%s";

  /** As in the example of Azure/azure-rest-api-specs: 7/24/2020. */
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("M/d/yyyy").withZone(ZoneOffset.UTC);

  private final ArmPages pages;

  public ArmHealthEvents(AzureClients clients, Guarded arm) {
    this.pages = new ArmPages(clients, arm);
  }

  /** JSON objects, one an event, that began on that day or later. */
  public List<String> since(String subscription, Instant day) {
    Call call = Call.read("list health events", "subscription " + subscription, READ.toString());
    return pages.all(call, PATH.formatted(subscription, DAY.format(day))).stream()
        .map(JsonNode::toString)
        .toList();
  }
}
