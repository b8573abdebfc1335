package io.github.rekey.triage;

import io.github.rekey.rotation.KeySlot;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A normalised inbound fact. It decides nothing; it only says what somebody else said. */
public sealed interface Alert {
  Origin origin();

  Scope scope();

  /** Keys must be regenerated. Slot and deadline only where they are stated. */
  sealed interface Notice extends Alert {
    /** Azure's id of the matter, shared by all communications about it. */
    String trackingId();

    String title();

    @Nullable KeySlot slot();

    @Nullable Instant deadline();
  }

  /** Azure says so. */
  record MandatoryNotice(
      Origin origin,
      Scope scope,
      String trackingId,
      String title,
      @Nullable KeySlot slot,
      @Nullable Instant deadline)
      implements Notice {}

  /**
   * A text that somebody handed over seems to say so, and nobody confirmed how it was read.
   *
   * @param doubt what is not certain about it, in sentences
   */
  record UnconfirmedNotice(
      Origin origin,
      Scope scope,
      String trackingId,
      String title,
      @Nullable KeySlot slot,
      @Nullable Instant deadline,
      String doubt)
      implements Notice {}

  /** A regenerateKey call succeeded, by whomever. Azure's event does not say which slot. */
  record KeyRegenerated(Origin origin, Scope scope, Caller caller) implements Alert {}

  /** The resource itself was written, deleted or moved; worth a look. */
  record ResourceChanged(Origin origin, Scope scope, String operation, Caller caller)
      implements Alert {}

  /** Somebody is refused: metric or log alert on Unauthorized closes. */
  record AuthFailure(Origin origin, Scope scope, String symptom) implements Alert {}

  /** A Key Vault secret is near its expiry or past it. */
  record SecretExpiring(Origin origin, Scope scope, boolean expired, @Nullable Instant expiresAt)
      implements Alert {}

  /** A new version of a Key Vault secret was stored, by whomever. */
  record SecretChanged(Origin origin, Scope scope, String version) implements Alert {}

  /** Service Health or Resource Health about SignalR that asks for no key regeneration. */
  record HealthAdvisory(Origin origin, Scope scope, String title, boolean mentionsKeys)
      implements Alert {}

  /** Rekey's own look found keys that nobody had told it of; the sentence says which and where. */
  record KeysDrifted(Origin origin, Scope scope, String sentence) implements Alert {}

  record ClientsConnected(Origin origin, Scope scope, String connectionId) implements Alert {}

  record ClientsDisconnected(
      Origin origin, Scope scope, String connectionId, @Nullable String error) implements Alert {}

  /** A person says so. */
  record OperatorReport(Origin origin, Scope scope, Kind kind, @Nullable KeySlot slot, String by)
      implements Alert {
    /** What the person says happened or wants. */
    public enum Kind {
      NOTICE_RECEIVED,
      KEYS_LEAKED,
      ROTATE
    }
  }
}
