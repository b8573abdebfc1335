package io.github.rekey.triage;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Alerts and their like in words for people. */
final class Sentences {
  private Sentences() {}

  static String of(Alert alert) {
    if (alert instanceof Alert.MandatoryNotice notice) {
      return "mandatory notice: " + notice.title();
    }
    if (alert instanceof Alert.UnconfirmedNotice notice) {
      return "unconfirmed notice: " + notice.title();
    }
    if (alert instanceof Alert.KeyRegenerated) {
      return "a key was regenerated";
    }
    if (alert instanceof Alert.ResourceChanged changed) {
      return "resource changed: " + changed.operation();
    }
    if (alert instanceof Alert.AuthFailure failure) {
      return "authentication failures: " + failure.symptom();
    }
    if (alert instanceof Alert.SecretExpiring secret) {
      return secret.expired() ? "a stored secret expired" : "a stored secret nears its expiry";
    }
    if (alert instanceof Alert.SecretChanged) {
      return "a stored secret has a new version";
    }
    if (alert instanceof Alert.HealthAdvisory advisory) {
      return "advisory: " + advisory.title();
    }
    if (alert instanceof Alert.KeysDrifted drifted) {
      return "found by looking: " + drifted.sentence();
    }
    if (alert instanceof Alert.ClientsDisconnected) {
      return "a client disconnected";
    }
    if (alert instanceof Alert.ClientsConnected) {
      return "a client connected";
    }
    return alert instanceof Alert.OperatorReport report
        ? report.by() + " reports " + report.kind()
        : alert.toString();
  }

  /** A moment, to the second. */
  static String of(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static String of(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  static String of(Incident incident) {
    return incident.state().name().toLowerCase(Locale.ROOT);
  }
}
