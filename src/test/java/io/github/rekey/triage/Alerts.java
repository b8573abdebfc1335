package io.github.rekey.triage;

import io.github.rekey.rotation.KeySlot;
import io.github.rekey.rotation.ToyAzure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Alerts about the toy resource. */
final class Alerts {
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static int count;

  private Alerts() {}

  static Origin origin(Instant at) {
    return new Origin("test", "event-" + (++count), at);
  }

  static Scope resource() {
    return new Scope.Resource(ToyAzure.RESOURCE);
  }

  static Alert notice(@Nullable KeySlot slot) {
    return new Alert.MandatoryNotice(
        origin(NOON), new Scope.Area("s", "West Europe"), "TRK-1", "regenerate keys", slot, null);
  }

  static Alert unconfirmed() {
    return new Alert.UnconfirmedNotice(
        origin(NOON), resource(), "TRK-1", "regenerate keys", null, null, "nobody vouches for it");
  }

  static Alert authFailure(Instant at) {
    return new Alert.AuthFailure(origin(at), resource(), "Unauthorized closes above 5");
  }

  static Alert regeneratedBy(String principal) {
    return new Alert.KeyRegenerated(
        origin(NOON), resource(), new Caller(principal, null, "correlation"));
  }

  static Alert report(Alert.OperatorReport.Kind kind) {
    return new Alert.OperatorReport(origin(NOON), resource(), kind, null, "ada");
  }
}
