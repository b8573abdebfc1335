package io.github.rekey.triage;

import io.github.rekey.rotation.Fence;
import io.github.rekey.rotation.Rotation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Approvals, kept durably: each waits until it is used once or voided, never both. */
public interface Approvals {
  /** Keeps an approval; false, with nothing changed, if one waits for this incident already. */
  boolean give(Approval approval);

  /** The one that was neither used nor voided. */
  Optional<Approval> waiting(String incident);

  /**
   * Uses an approval up: under the fence and in one transaction with the start that it allows.
   *
   * @param start starts the rotation, or answers false if something holds it back
   * @return what {@code start} answered; false leaves the approval waiting
   * @throws Fence.Superseded if it was used or voided meanwhile; nothing is started then
   */
  boolean use(
      Approval approval, Rotation rotation, Fence fence, Instant now, BooleanSupplier start);

  /** Takes it back, with the reason; nothing happens if it was used or voided already. */
  void cancel(Approval approval, String why, Instant now);

  /** All of an incident, oldest first. */
  List<Given> of(String incident);

  /**
   * An approval and what became of it.
   *
   * @param rotation that it started
   * @param voidReason why it counts no longer
   */
  record Given(
      Approval approval,
      @Nullable Instant usedAt,
      @Nullable String rotation,
      @Nullable Instant voidedAt,
      @Nullable String voidReason) {}
}
