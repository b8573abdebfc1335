package io.github.rekey.intake;

import io.github.rekey.rotation.ResourceId;
import io.github.rekey.triage.Alert;
import io.github.rekey.triage.IgnoredBecause;
import io.github.rekey.triage.Reading;
import io.github.rekey.triage.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Log search alerts. One is about refused keys if its query looks for {@code Unauthorized} or the
 * {@code Authorization} collection, and either its target is a SignalR resource or the query reads
 * {@code SignalRServiceDiagnosticLogs}. Where only a workspace is named, the whole subscription of
 * the workspace is meant, since nothing narrower is known.
 */
final class LogAlertReader {
  private static final Pattern AUTH = Pattern.compile("(?i)unauthorized|authorization|\\b401\\b");
  private static final Pattern SUBSCRIPTION = Pattern.compile("(?i)/subscriptions/([^/]{1,100})");

  List<Reading> read(MonitorAlert alert) {
    if (alert.envelope().test()) {
      return alert.ignored(IgnoredBecause.TEST_ALERT, "a test of the action group");
    }
    String query = query(alert);
    boolean table = query.toLowerCase(Locale.ROOT).contains("signalrservicediagnosticlogs");
    if (alert.signalR().isEmpty() && !table) {
      return alert.ignored(IgnoredBecause.OTHER_SERVICE, "a query on another kind of resource");
    }
    if (alert.envelope().over()) {
      return alert.ignored(IgnoredBecause.RESOLVED_ALERT, "the query finds nothing any more");
    }
    if (!AUTH.matcher(query).find()) {
      return alert.ignored(IgnoredBecause.OTHER_QUERY, "a query that does not look for refusals");
    }
    return failures(alert);
  }

  private static List<Reading> failures(MonitorAlert alert) {
    String symptom = "log query found refused connections";
    List<Reading> readings = new ArrayList<>();
    for (ResourceId resource : alert.signalR()) {
      readings.add(
          new Reading.Understood(
              new Alert.AuthFailure(
                  alert.originFor(resource), new Scope.Resource(resource), symptom)));
    }
    return readings.isEmpty()
        ? Element.understood(new Alert.AuthFailure(alert.origin(), scope(alert), symptom))
        : readings;
  }

  private static Scope scope(MonitorAlert alert) {
    Optional<Scope> dimension =
        alert.criteria().stream()
            .flatMap(criterion -> criterion.list("dimensions").stream())
            .flatMap(named -> SignalRIds.in(named.text("value")).stream())
            .findFirst()
            .map(Scope.Resource::new);
    return dimension.orElseGet(() -> subscription(alert));
  }

  private static Scope subscription(MonitorAlert alert) {
    Stream<String> ids = alert.envelope().targets().stream();
    Optional<String> subscription =
        ids.map(SUBSCRIPTION::matcher).filter(Matcher::find).map(id -> id.group(1)).findFirst();
    return subscription
        .<Scope>map(id -> new Scope.Area(id.toLowerCase(Locale.ROOT), null))
        .orElseGet(() -> new Scope.Foreign(Redaction.line(alert.envelope().rule())));
  }

  /** The query stands in the criteria (version 2) or directly in the context (before). */
  private static String query(MonitorAlert alert) {
    StringBuilder all = new StringBuilder(alert.context().text("SearchQuery"));
    alert.criteria().forEach(criterion -> all.append('\n').append(criterion.text("searchQuery")));
    return all.toString();
  }
}
