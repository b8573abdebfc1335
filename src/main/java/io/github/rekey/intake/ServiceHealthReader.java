package io.github.rekey.intake;

import io.github.rekey.triage.Alert;
import io.github.rekey.triage.IgnoredBecause;
import io.github.rekey.triage.Origin;
import io.github.rekey.triage.Reading;
import io.github.rekey.triage.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Service Health messages. Azure names a service, regions and a subscription there, never a
 * resource, so each subscription and region becomes a reading of its own. It is a mandatory notice
 * only if its type is ActionRequired or Security, its stage Active and its text demands new keys;
 * any other news about SignalR is an advisory. The message's level is not looked at: Azure sends
 * ActionRequired as Informational (Azure Service Health documentation, notification properties).
 */
final class ServiceHealthReader {
  private static final Set<String> OVER = Set.of("resolved", "complete", "canceled", "cancelled");
  private static final Set<String> OLD_NEWS = Set.of("rca", "inprogress", "rescheduled");

  List<Reading> read(ActivityLogEntry entry) {
    Fields message = entry.properties();
    String stage = stage(message);
    if (entry.alert().test() || TestMarkers.inServiceHealth(message)) {
      return ignored(entry, IgnoredBecause.TEST_ALERT, "a test of Service Health alerts");
    }
    List<String> regions = ImpactedServices.regionsOfSignalR(message);
    if (regions.isEmpty()) {
      return ignored(
          entry, IgnoredBecause.OTHER_SERVICE, "Service Health about " + message.text("service"));
    }
    if (entry.alert().over() || OVER.contains(stage)) {
      return ignored(entry, IgnoredBecause.RESOLVED_ALERT, "Service Health stage " + stage);
    }
    if (OLD_NEWS.contains(stage)) {
      return ignored(entry, IgnoredBecause.NOT_A_NEW_STAGE, "Service Health stage " + stage);
    }
    return alerts(entry, regions);
  }

  private static List<Reading> alerts(ActivityLogEntry entry, List<String> regions) {
    if (entry.subscriptions().isEmpty()) {
      throw new NotReadable("a Service Health message that names no subscription");
    }
    List<Reading> readings = new ArrayList<>();
    for (String subscription : entry.subscriptions()) {
      for (String region : regions) {
        readings.add(new Reading.Understood(alert(entry, subscription, region)));
      }
    }
    return readings;
  }

  private static Alert alert(ActivityLogEntry entry, String subscription, String region) {
    Fields message = entry.properties();
    String title = Redaction.line(message.firstText("title", "defaultLanguageTitle"));
    NoticeText text = text(message);
    Origin origin = origin(entry, subscription, region);
    Scope scope = new Scope.Area(subscription, orNull(region));
    boolean demand =
        HandledAlerts.ServiceHealth.mayDemand(message.text("incidentType"))
            && stage(message).equals("active")
            && text.demandsNewKeys();
    return demand
        ? new Alert.MandatoryNotice(
            origin,
            scope,
            message.text("trackingId"),
            title,
            text.slot(),
            DeadlineDate.in(text.demands()).orElse(null))
        : new Alert.HealthAdvisory(origin, scope, title, text.mentionsKeys());
  }

  private static NoticeText text(Fields message) {
    String title = message.text("title");
    String body = message.text("communication");
    String englishTitle = message.text("defaultLanguageTitle");
    String english = message.text("defaultLanguageContent");
    return new NoticeText(
        title,
        body,
        englishTitle.equals(title) ? "" : englishTitle,
        english.equals(body) ? "" : english);
  }

  private static List<Reading> ignored(
      ActivityLogEntry entry, IgnoredBecause reason, String sentence) {
    String subscription = entry.subscriptions().stream().findFirst().orElse("");
    return Element.ignored(origin(entry, subscription, "-"), reason, sentence);
  }

  /**
   * Named by what the message is, not by the rule that brought it: the same message in another
   * schema is a duplicate, an update (same trackingId, new communicationId) is not.
   */
  private static Origin origin(ActivityLogEntry entry, String subscription, String region) {
    Fields message = entry.properties();
    String tracking = message.text("trackingId");
    String communication = message.text("communicationId");
    String id =
        tracking.isEmpty() || communication.isEmpty()
            ? entry.entry().text("eventDataId")
            : tracking + "/" + communication + "/" + stage(message);
    id = id.isEmpty() ? entry.element().contentId() : id;
    String area = region.isEmpty() ? "global" : region.toLowerCase(Locale.ROOT);
    return entry.element().origin("service-health:" + subscription, id + "/" + area, entry.time());
  }

  private static String stage(Fields message) {
    return squeezed(message.text("stage"));
  }

  private static String squeezed(String text) {
    return text.replace(" ", "").toLowerCase(Locale.ROOT);
  }

  private static @Nullable String orNull(String region) {
    return region.isEmpty() ? null : region;
  }
}
