package io.github.rekey.console;

import io.github.rekey.triage.Alert;
import io.github.rekey.triage.Scope;
import java.time.Instant;

/** An alert of an incident, in words. */
record AlertView(
    String kind, Instant occurredAt, String source, String eventId, String about, String summary) {

  static AlertView of(Alert alert) {
    return new AlertView(
        alert.getClass().getSimpleName(),
        alert.origin().occurredAt(),
        alert.origin().source(),
        alert.origin().eventId(),
        about(alert.scope()),
        summary(alert));
  }

  private static String about(Scope scope) {
    if (scope instanceof Scope.Resource resource) {
      return resource.id().name();
    }
    if (scope instanceof Scope.Area area) {
      return area.region() == null ? "every region" : area.region();
    }
    if (scope instanceof Scope.Secret secret) {
      return secret.vault() + "/" + secret.name();
    }
    return ((Scope.Foreign) scope).subject();
  }

  private static String summary(Alert alert) {
    if (alert instanceof Alert.Notice notice) {
      return notice.deadline() == null
          ? notice.title()
          : notice.title() + " (by " + notice.deadline() + ")";
    }
    if (alert instanceof Alert.HealthAdvisory advisory) {
      return advisory.title();
    }
    if (alert instanceof Alert.AuthFailure failure) {
      return failure.symptom();
    }
    if (alert instanceof Alert.OperatorReport report) {
      return report.kind() + " reported by " + report.by();
    }
    return alert instanceof Alert.KeysDrifted drifted ? drifted.sentence() : event(alert);
  }

  private static String event(Alert alert) {
    if (alert instanceof Alert.KeyRegenerated) {
      return "a key was regenerated";
    }
    if (alert instanceof Alert.ResourceChanged changed) {
      return "the resource was changed: " + changed.operation();
    }
    if (alert instanceof Alert.SecretExpiring expiring) {
      return expiring.expired() ? "the secret has expired" : "the secret is about to expire";
    }
    if (alert instanceof Alert.SecretChanged) {
      return "a new version of the secret was stored";
    }
    return alert instanceof Alert.ClientsConnected ? "a client connected" : "a client disconnected";
  }
}
