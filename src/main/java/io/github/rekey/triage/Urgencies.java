package io.github.rekey.triage;

import io.github.rekey.rotation.Urgency;
import io.github.rekey.rotation.Urgency.Band;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Says how urgent an incident is, from its alerts and its last verdict alone. */
final class Urgencies {
  private Urgencies() {}

  static Urgency of(Incident incident) {
    @Nullable Instant deadline = Precedence.deadline(incident).orElse(null);
    if (incident.alerts().stream().anyMatch(Urgencies::hurts) || foundBroken(incident)) {
      return new Urgency(Band.BROKEN, deadline);
    }
    if (incident.verdict() == null) {
      return new Urgency(Band.UNSEEN, deadline);
    }
    return new Urgency(deadline == null ? Band.USUAL : Band.DUE, deadline);
  }

  /** True if it says that clients are refused now, or that keys are in wrong hands. */
  static boolean hurts(Alert alert) {
    return alert instanceof Alert.AuthFailure
        || (alert instanceof Alert.OperatorReport report
            && report.kind() == Alert.OperatorReport.Kind.KEYS_LEAKED);
  }

  private static boolean foundBroken(Incident incident) {
    Verdict verdict = incident.verdict();
    return verdict != null && Precedence.outage(verdict);
  }
}
