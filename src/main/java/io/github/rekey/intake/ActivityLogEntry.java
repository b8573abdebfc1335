package io.github.rekey.intake;

import io.github.rekey.triage.IgnoredBecause;
import io.github.rekey.triage.Origin;
import io.github.rekey.triage.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One activity log entry, whichever way it came: common alert schema, legacy alert schema, Event
 * Hubs record or REST.
 *
 * @param entry the object with operationName, status, properties, …
 * @param alert what the alert that brought it says; {@link AlertEnvelope#NONE} for a bare record
 */
record ActivityLogEntry(Element element, Fields entry, AlertEnvelope alert) {
  private static final Pattern SUBSCRIPTION = Pattern.compile("(?i)^/subscriptions/([^/]{1,100})");

  /** Service Health records from Event Hubs nest them once more (assumption). */
  Fields properties() {
    Fields properties = entry.in("properties");
    return properties.has("eventProperties") ? properties.in("eventProperties") : properties;
  }

  String operation() {
    return entry.text("operationName").toLowerCase(Locale.ROOT);
  }

  /**
   * servicehealth, administrative, … in lower case without blanks. {@code eventSource} is a name in
   * the legacy schema and a number in the common one, which has its own field for it.
   */
  String category() {
    String own = entry.firstText("category", "eventSource");
    String name = own.isEmpty() || own.matches("\\d+") ? alert.service() : own;
    return name.replace(" ", "").toLowerCase(Locale.ROOT).replace("activitylog-", "");
  }

  /** Succeeded, Success, Active, Start, … in lower case. */
  String status() {
    return entry.firstText("status", "resultType").toLowerCase(Locale.ROOT);
  }

  /** Ids that may name the resource, the best place first. */
  List<String> named() {
    return Stream.concat(
            Stream.of(
                entry.text("resourceId"),
                entry.in("authorization").text("scope"),
                entry.in("identity", "authorization").text("scope")),
            alert.targets().stream())
        .filter(id -> !id.isEmpty())
        .toList();
  }

  /** Lower case, each once. */
  List<String> subscriptions() {
    Stream<String> own =
        Stream.of(entry.text("subscriptionId")).filter(id -> id.matches("[^/]{1,100}"));
    Stream<String> fromIds =
        named().stream().map(SUBSCRIPTION::matcher).filter(Matcher::find).map(id -> id.group(1));
    return Stream.concat(own, fromIds).map(id -> id.toLowerCase(Locale.ROOT)).distinct().toList();
  }

  Instant time() {
    return entry
        .instant("eventTimestamp")
        .or(() -> entry.instant("time"))
        .or(() -> entry.instant("submissionTimestamp"))
        .orElse(element.arrival().at());
  }

  /** Told apart by Azure's id of the entry; records from Event Hubs have none. */
  Origin origin() {
    String where = named().isEmpty() ? "" : named().get(0).toLowerCase(Locale.ROOT);
    return element.origin("activity-log:" + where, entry.text("eventDataId"), time());
  }

  List<Reading> ignored(IgnoredBecause reason, String sentence) {
    return Element.ignored(origin(), reason, sentence);
  }
}
