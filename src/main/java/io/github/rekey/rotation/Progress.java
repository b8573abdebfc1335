package io.github.rekey.rotation;

/** Told of every journal entry right after it is durable; never throws. */
public interface Progress {
  void appended(Rotation rotation, JournalEntry entry);
}
