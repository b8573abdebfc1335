package io.github.rekey.intake;

/** The three ways to be done with one queue message. */
interface Settling {
  void complete();

  /** Gives it back; the broker delivers it again. */
  void abandon();

  /** Silently does nothing if the lock was lost; the message comes again then. */
  void deadLetter(String reason, String description);
}
