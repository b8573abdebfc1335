package io.github.rekey.triage;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an incident's place in the line follows from: broken first, then the nearest deadline, then
 * canaries, then whoever opened first.
 *
 * @param broken whether consumers are cut off already
 * @param cause what it shares with other resources' incidents: the tracking id of a notice
 */
public record Precedence(
    boolean broken, @Nullable Instant deadline, boolean canary, @Nullable String cause) {
  private static final Set<Reason> OUTAGES =
      EnumSet.of(Reason.STORED_KEY_REPLACED, Reason.STORED_KEY_REJECTED, Reason.BOTH_KEYS_REJECTED);

  static Precedence of(Incident incident, Verdict verdict, boolean canary) {
    return new Precedence(
        outage(verdict),
        deadline(incident).orElse(null),
        canary,
        causes(incident).findFirst().orElse(null));
  }

  /** Stored keys are dead, or both keys are: whoever connects now is refused. */
  static boolean outage(Verdict verdict) {
    return OUTAGES.contains(verdict.reason());
  }

  static Optional<Instant> deadline(Incident incident) {
    return incident.alerts().stream()
        .map(Precedence::deadline)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .min(Instant::compareTo);
  }

  private static @Nullable Instant deadline(Alert alert) {
    if (alert instanceof Alert.SecretExpiring secret) {
      return secret.expiresAt();
    }
    return alert instanceof Alert.Notice notice ? notice.deadline() : null;
  }

  static Stream<String> causes(Incident incident) {
    return notices(incident.alerts()).map(Alert.MandatoryNotice::trackingId);
  }

  private static Stream<Alert.MandatoryNotice> notices(List<Alert> alerts) {
    return alerts.stream()
        .filter(alert -> alert instanceof Alert.MandatoryNotice)
        .map(Alert.MandatoryNotice.class::cast);
  }
}
