package io.github.rekey.triage;

import io.github.rekey.triage.Verdict.AskOperator;
import io.github.rekey.triage.Verdict.Ignore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What to make of refused clients while every key in use works: each report is held against what
 * rotations explain, and the one that is hardest to explain decides. None ever leads to a rotation.
 */
final class Refusals {
  private static final List<Reason> HARDEST_FIRST =
      List.of(
          Reason.FAILURE_OUTLIVED_ROTATION,
          Reason.NOT_A_KEY_PROBLEM,
          Reason.HEALED,
          Reason.EXPECTED_DURING_ROTATION);

  private final List<Prediction> predictions;
  private final Duration settledAfter;

  /**
   * @param settledAfter how long after a rotation a persisting failure is held against it
   */
  Refusals(List<Prediction> predictions, Duration settledAfter) {
    this.predictions = predictions;
    this.settledAfter = settledAfter;
  }

  /** Empty if nobody is refused. */
  Optional<Verdict> verdict(List<Alert> alerts) {
    List<Verdict> verdicts =
        alerts.stream()
            .filter(Alert.AuthFailure.class::isInstance)
            .map(failure -> about(failure.origin().occurredAt()))
            .toList();
    return HARDEST_FIRST.stream()
        .flatMap(reason -> verdicts.stream().filter(v -> v.reason() == reason).limit(1))
        .findFirst();
  }

  private Verdict about(Instant at) {
    Optional<String> cause = predictions.stream().flatMap(p -> p.explains(at).stream()).findFirst();
    if (cause.isPresent()) {
      return new Ignore(Reason.EXPECTED_DURING_ROTATION, "expected: " + cause.get());
    }
    List<Prediction> proved = predictions.stream().filter(Prediction::proved).toList();
    if (proved.stream().anyMatch(p -> p.beganAfter(at))) {
      return new Ignore(Reason.HEALED, "the keys in use work again; the failures came before that");
    }
    return proved.stream().anyMatch(p -> p.endedWithin(settledAfter, at))
        ? new AskOperator(
            Reason.FAILURE_OUTLIVED_ROTATION,
            "clients are still refused after a proved rotation: look at audience, clock, user"
                + " claims and network instead of keys",
            null)
        : new Ignore(
            Reason.NOT_A_KEY_PROBLEM,
            "every stored key is accepted: look at audience, expiry and wiring of the callers");
  }
}
