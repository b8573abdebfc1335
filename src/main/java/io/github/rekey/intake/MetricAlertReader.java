package io.github.rekey.intake;

import io.github.rekey.rotation.ResourceId;
import io.github.rekey.triage.Alert;
import io.github.rekey.triage.IgnoredBecause;
import io.github.rekey.triage.Reading;
import io.github.rekey.triage.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Metric alerts. Only {@code ConnectionCloseCount} split by {@code ConnectionCloseCategory =
 * Unauthorized} tells of refused keys; {@code UserErrors} is noisy in serverless mode, where
 * closing browsers count (Azure SignalR Service monitoring reference).
 */
final class MetricAlertReader {
  List<Reading> read(MonitorAlert alert) {
    if (alert.envelope().test()) {
      return alert.ignored(IgnoredBecause.TEST_ALERT, "a test of the action group");
    }
    if (alert.signalR().isEmpty()) {
      return alert.ignored(IgnoredBecause.OTHER_SERVICE, "a metric of another kind of resource");
    }
    if (alert.envelope().over()) {
      return alert.ignored(IgnoredBecause.RESOLVED_ALERT, "the metric is back to normal");
    }
    Optional<Fields> refused = alert.criteria().stream().filter(this::tellsOfRefusal).findFirst();
    if (refused.isEmpty()) {
      return alert.ignored(IgnoredBecause.OTHER_METRIC, "a metric that tells nothing of keys");
    }
    return failures(alert, refused.get());
  }

  private static List<Reading> failures(MonitorAlert alert, Fields criterion) {
    String count = criterion.text("metricValue");
    String symptom = Redaction.line("Unauthorized closes" + (count.isEmpty() ? "" : ": " + count));
    List<Reading> readings = new ArrayList<>();
    for (ResourceId resource : alert.signalR()) {
      readings.add(
          new Reading.Understood(
              new Alert.AuthFailure(
                  alert.originFor(resource), new Scope.Resource(resource), symptom)));
    }
    return readings;
  }

  private boolean tellsOfRefusal(Fields criterion) {
    return criterion.is("metricName", HandledAlerts.METRIC)
        && criterion.list("dimensions").stream()
            .anyMatch(
                dimension ->
                    dimension.is("name", HandledAlerts.DIMENSION)
                        && dimension.is("value", HandledAlerts.DIMENSION_VALUE));
  }
}
