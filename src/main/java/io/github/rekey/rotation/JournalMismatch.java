package io.github.rekey.rotation;

/** A journal that does not fit its plan or this code: the rotation stops and a person is asked. */
public final class JournalMismatch extends RuntimeException {
  public JournalMismatch(String message) {
    super(message);
  }

  public JournalMismatch(String message, Throwable cause) {
    super(message, cause);
  }

  /** As the failure of a rotation. */
  public StepOutcome.Failed failure() {
    return new StepOutcome.Failed(FailureKind.JOURNAL_MISMATCH, String.valueOf(getMessage()));
  }
}
