package io.github.rekey.console;

import io.github.rekey.rotation.FailureKind;
import io.github.rekey.rotation.Role;
import io.github.rekey.rotation.StepKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step of a rotation as the journal tells it.
 *
 * @param attempts how often it was begun
 * @param waitingFor what it waits for, or what is in doubt; only while WAITING
 * @param evidence what proves it; only when DONE
 * @param deadlineAt when the rotation gives up on it; null until it began
 * @param durationMillis from its first start to its end, or to now
 */
record StepView(
    int index,
    StepKind kind,
    Role role,
    String words,
    boolean pointOfNoReturn,
    State state,
    int attempts,
    @Nullable String waitingFor,
    @Nullable String evidence,
    @Nullable FailureKind failure,
    @Nullable String failureReason,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Instant deadlineAt,
    @Nullable Long durationMillis) {

  /** Where a step stands. */
  enum State {
    PENDING,
    RUNNING,
    WAITING,
    DONE,
    FAILED
  }
}
