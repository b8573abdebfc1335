package io.github.rekey.intake;

import io.github.rekey.triage.Caller;
import org.jspecify.annotations.Nullable;

/** Finds out who called from an event's claims, evidence and caller field. */
final class CallerClaims {
  private static final String OBJECT_ID =
      "http://schemas.microsoft.com/identity/claims/objectidentifier";
  private static final String GUID =
      "(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

  private CallerClaims() {}

  /** From data that holds {@code claims}, {@code authorization} and {@code correlationId}. */
  static Caller of(Fields data) {
    return of(data, data.text("correlationId"), "");
  }

  /**
   * @param holder the object with {@code claims} and {@code authorization}
   * @param named the activity log's caller field: an e-mail address, or a service principal's id
   */
  static Caller of(Fields holder, String correlationId, String named) {
    Fields claims = holder.in("claims");
    String principal = claims.firstText(OBJECT_ID, "oid");
    if (principal.isEmpty()) {
      principal = holder.in("authorization", "evidence").text("principalId");
    }
    if (principal.isEmpty() && named.matches(GUID)) {
      principal = named;
    }
    return new Caller(
        orNull(principal), orNull(claims.firstText("appid", "azp")), orNull(correlationId));
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : Redaction.cut(text, 200);
  }
}
