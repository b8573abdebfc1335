package io.github.rekey.intake;

import java.time.Duration;

/**
 * Decides who may post to the webhooks. Event Grid does not repeat a delivery that was answered 401
 * or 403 (Event Grid delivery documentation), so only a caller that is certainly wrong is denied;
 * any doubt is {@link CannotTell}, and the sender comes again.
 */
public interface WebhookGate {
  Admission admit(Knock knock);

  /** The answer. Reasons hold no part of a credential. */
  sealed interface Admission {}

  /**
   * The caller may send events.
   *
   * @param as who it is, for the log
   */
  record Admitted(String as) implements Admission {}

  /**
   * The caller may not.
   *
   * @param status 401 for no or a wrong credential, 403 for a right one without the right
   */
  record Denied(int status, String reason) implements Admission {}

  /** Answered 503 with Retry-After. */
  record CannotTell(String reason, Duration retryAfter) implements Admission {}
}
