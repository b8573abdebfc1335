package io.github.rekey.triage;

/**
 * What an alert says, whenever and by whomever it was sent: alerts of one gist are one fact that is
 * repeated.
 */
final class Gist {
  private Gist() {}

  /** The whole fact. A count in a symptom, as "42 closes", makes no other fact. */
  static String of(Alert alert) {
    String whole = kind(alert) + alert.scope() + "|";
    if (alert instanceof Alert.Notice notice) {
      return whole + notice.trackingId() + "|" + notice.deadline();
    }
    if (alert instanceof Alert.AuthFailure failure) {
      return whole + failure.symptom().replaceAll("[0-9]+([.,][0-9]+)*", "#");
    }
    if (alert instanceof Alert.HealthAdvisory advisory) {
      return whole + advisory.title();
    }
    if (alert instanceof Alert.SecretExpiring secret) {
      return whole + secret.expiresAt();
    }
    return alert instanceof Alert.OperatorReport report ? whole + report.by() : whole + told(alert);
  }

  private static String told(Alert alert) {
    if (alert instanceof Alert.KeyRegenerated regenerated) {
      return who(regenerated.caller());
    }
    return alert instanceof Alert.ResourceChanged changed
        ? changed.operation() + "|" + who(changed.caller())
        : "";
  }

  /** Each call has a correlation id of its own. */
  private static String who(Caller caller) {
    return caller.principalId() + "|" + caller.applicationId();
  }

  /** What decides between verdicts: as few of these as there are kinds of alerts and keys. */
  static String kind(Alert alert) {
    String kind = alert.getClass().getSimpleName() + "|";
    if (alert instanceof Alert.Notice notice) {
      return kind + notice.slot() + "|";
    }
    if (alert instanceof Alert.OperatorReport report) {
      return kind + report.kind() + "|" + report.slot() + "|";
    }
    if (alert instanceof Alert.SecretExpiring secret) {
      return kind + secret.expired() + "|";
    }
    return alert instanceof Alert.HealthAdvisory advisory
        ? kind + advisory.mentionsKeys() + "|"
        : kind;
  }
}
