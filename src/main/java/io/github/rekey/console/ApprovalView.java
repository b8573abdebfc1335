package io.github.rekey.console;

import io.github.rekey.triage.Approval;
import io.github.rekey.triage.Approvals;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An approval and what became of it: it waits, started a rotation, or was voided.
 *
 * @param plan the hash of the plan that it counts for
 */
record ApprovalView(
    String id,
    String plan,
    String by,
    Instant at,
    Instant until,
    @Nullable Instant usedAt,
    @Nullable String rotation,
    @Nullable Instant voidedAt,
    @Nullable String voidReason) {

  static ApprovalView of(Approvals.Given given) {
    Approval approval = given.approval();
    return new ApprovalView(
        approval.id(),
        approval.plan(),
        approval.by(),
        approval.at(),
        approval.until(),
        given.usedAt(),
        given.rotation(),
        given.voidedAt(),
        given.voidReason());
  }
}
